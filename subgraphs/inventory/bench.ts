import type { OfferId, WarehouseId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import { createInventory } from './app/inventory.ts';
import { postgresStores } from './data/stores.ts';
import { loadWarehouses } from './seed/warehouses.ts';

/** Reservations through the use case, as a checkout makes them: what `npm run bench:inventory` measures. */
export interface ReservationBench {
  /** Reserves one unit of one of the offers; fails unless it gets it. */
  reserve(offer: number): Promise<void>;
  /** Fails unless exactly the units that were promised are reserved. */
  check(): Promise<void>;
}

const UNITS = 100_000_000;
const HOUR_MS = 3_600_000;

/** On an empty, migrated database: some offers, each with more units in one warehouse than anybody will reserve. */
export async function createReservationBench(db: Database, offers: number): Promise<ReservationBench> {
  const now = (): Date => new Date();
  await loadWarehouses(db);
  const warehouse = (await db.one<{ id: WarehouseId }>('SELECT id FROM warehouse ORDER BY id LIMIT 1'))!;
  const offerIds: OfferId[] = [];
  for (let index = 0; index < offers; index += 1) {
    const offerId = newId('ofr');
    offerIds.push(offerId);
    await db.query(
      'INSERT INTO stock_level (id, offer_id, warehouse_id, seller_id, on_hand) VALUES ($1, $2, $3, $4, $5)',
      [newId('stk'), offerId, warehouse.id, newId('sel'), UNITS],
    );
  }
  const inventory = createInventory({ uow: db.uow, newId, now, ...postgresStores({ db, newId, now }) });
  let promised = 0;

  return {
    async reserve(offer) {
      const reserved = await inventory.reserveStock({
        idempotencyKey: newId('evt'),
        reservationId: newId('rsv'),
        checkoutId: newId('chk'),
        lines: [{ lineId: 'line', offerId: offerIds[offer]!, quantity: 1, dealId: null }],
        destination: { country: 'US', postalCode: '94103' },
        expiresAt: new Date(Date.now() + HOUR_MS),
      });
      if (!reserved.ok) throw new Error(`a unit was refused: ${JSON.stringify(reserved.error)}`);
      promised += 1;
    },
    async check() {
      const row = await db.one<{ reserved: number }>('SELECT sum(reserved)::int AS reserved FROM stock_level');
      if (row?.reserved !== promised) throw new Error(`${promised} units were promised, ${row?.reserved} are reserved`);
    },
  };
}
