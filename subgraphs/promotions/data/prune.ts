import { pruneTable, type Database } from '@emporium/platform/db';

/**
 * Forgets after seven days that an order came to nothing. It redeems nothing so late: orders asks only while the
 * checkout lasts, ten minutes at most, and an order ends after its checkout began. A question that was asked in the
 * last moment is believed for 60 seconds, wherever it was held up: the identity that comes with it ends then. So the
 * last one comes within twelve minutes of the end. Seven days are the platform's, and as long as the key of the
 * restore that ended the order is remembered.
 */
export const pruneEndedOrders = async (db: Database): Promise<void> => {
  await pruneTable(db, 'ended_order', 'ended_at');
};
