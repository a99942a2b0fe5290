import { pruneTable, type Database } from '@emporium/platform/db';

/**
 * Forgets after seven days that an order was refused. Nobody asks to pay for it so late: orders asks only while the
 * checkout lasts, ten minutes at most, and an order is refused after its checkout began. A question that was asked in
 * the last moment is waited for 12 seconds and, wherever it was held up, believed for 60: the identity that comes with
 * it ends then. So the last one comes within twelve minutes of the refusal, and what it set aside later all the same
 * orders would send back. Seven days are the platform's, and as long as the key of the void that refused the order is
 * remembered.
 */
export const pruneRefusedOrders = async (db: Database): Promise<void> => {
  await pruneTable(db, 'refused_order', 'refused_at');
};
