import { createHash } from 'node:crypto';
import type { OfferId, WarehouseId } from '@emporium/contracts/ids';

const AISLES = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Where a warehouse keeps an offer: aisle, rack and shelf, such as `K-17-3`. Fixed slots, so it follows from the two ids. */
export function binOf(warehouseId: WarehouseId, offerId: OfferId): string {
  const [aisle, rack, shelf] = createHash('sha256').update(`${warehouseId} ${offerId}`).digest() as unknown as [
    number,
    number,
    number,
  ];
  return `${AISLES[aisle % AISLES.length]}-${String(1 + (rack % 40)).padStart(2, '0')}-${1 + (shelf % 6)}`;
}
