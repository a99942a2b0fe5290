import type { DealId, OfferId, WarehouseId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { distanceKm, type Coordinates } from './geography.ts';

export interface DemandLine {
  /** The caller's own name for the line, handed back with what was allocated to it. */
  readonly lineId: string;
  readonly offerId: OfferId;
  readonly quantity: number;
  /** Units come out of this deal's set-aside stock and not out of what is available. */
  readonly dealId: DealId | null;
}

/** What one warehouse can give of one offer, from the free stock or (`dealId`) from a deal's. */
export interface Supply {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly dealId: DealId | null;
  readonly available: number;
}

export type Allocation = {
  readonly lineId: string;
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly dealId: DealId | null;
  readonly quantity: number;
};

/** Whether units that come back are a deal's again; `supplies` are what those deals that go on still have. */
export const isSetAside = (
  { dealId, warehouseId }: Pick<Allocation, 'dealId' | 'warehouseId'>,
  supplies: readonly Supply[],
): boolean =>
  dealId !== null && supplies.some((supply) => supply.dealId === dealId && supply.warehouseId === warehouseId);

export type Shortage = {
  readonly offerId: OfferId;
  readonly requested: number;
  readonly available: number;
};

export type InsufficientStock = { readonly code: 'INSUFFICIENT_STOCK'; readonly shortages: readonly Shortage[] };

/**
 * Decides which warehouse sends what. All or nothing, and every shortage at once, so that a buyer
 * mends the cart in one go. Demand for an offer is summed before it is compared: two lines of one
 * offer cannot both take the last unit.
 *
 * Fewer parcels come first, distance second: each line goes to a warehouse that already sends
 * something and can fill it whole, else to the nearest that can fill it whole, else it is split
 * from the nearest outwards. Warehouses are visited in an order that depends on nothing but the
 * input, so the decision is repeatable.
 */
export function allocate(
  demand: readonly DemandLine[],
  supplies: readonly Supply[],
  warehouses: ReadonlyMap<WarehouseId, Coordinates>,
  destination: Coordinates,
): Result<readonly Allocation[], InsufficientStock> {
  const shortages = shortagesOf(demand, supplies);
  if (shortages.length > 0) return err({ code: 'INSUFFICIENT_STOCK', shortages });

  const distance = new Map([...warehouses].map(([id, place]) => [id, distanceKm(place, destination)]));
  const left = supplies.map((supply) => ({ ...supply })).sort(byDistance(distance));
  const sending = new Set(warehousesThatFillAll(demand, left).slice(0, 1));

  const allocations: Allocation[] = [];
  for (const line of demand) {
    const candidates = left.filter((supply) => isFor(line, supply) && supply.available > 0);
    const whole = candidates.filter((supply) => supply.available >= line.quantity);
    const chosen = whole.find((supply) => sending.has(supply.warehouseId)) ?? whole[0];
    let missing = line.quantity;
    for (const supply of chosen ? [chosen] : candidates) {
      if (missing === 0) break;
      const quantity = Math.min(missing, supply.available);
      supply.available -= quantity;
      missing -= quantity;
      sending.add(supply.warehouseId);
      allocations.push({
        lineId: line.lineId,
        offerId: line.offerId,
        warehouseId: supply.warehouseId,
        dealId: line.dealId,
        quantity,
      });
    }
  }
  return ok(allocations);
}

const isFor = (line: DemandLine, supply: Supply): boolean =>
  supply.offerId === line.offerId && supply.dealId === line.dealId;

const poolOf = ({ offerId, dealId }: { offerId: OfferId; dealId: DealId | null }): string =>
  `${offerId} ${dealId ?? ''}`;

function shortagesOf(demand: readonly DemandLine[], supplies: readonly Supply[]): Shortage[] {
  const available = sumBy(supplies, poolOf, (supply) => supply.available);
  const requested = sumBy(demand, poolOf, (line) => line.quantity);
  const pools = new Map(demand.map((line) => [poolOf(line), line.offerId]));
  return [...pools]
    .map(([pool, offerId]) => ({ offerId, requested: requested.get(pool) ?? 0, available: available.get(pool) ?? 0 }))
    .filter((shortage) => shortage.available < shortage.requested);
}

/** The warehouses, nearest first, that can send everything in one parcel. */
function warehousesThatFillAll(demand: readonly DemandLine[], nearestFirst: readonly Supply[]): WarehouseId[] {
  const requested = sumBy(demand, poolOf, (line) => line.quantity);
  const has = sumBy(
    nearestFirst,
    (supply) => `${supply.warehouseId} ${poolOf(supply)}`,
    (supply) => supply.available,
  );
  const ids = [...new Set(nearestFirst.map((supply) => supply.warehouseId))];
  return ids.filter((id) => [...requested].every(([pool, quantity]) => (has.get(`${id} ${pool}`) ?? 0) >= quantity));
}

const byDistance =
  (distance: ReadonlyMap<WarehouseId, number>) =>
  (a: Supply, b: Supply): number =>
    (distance.get(a.warehouseId) ?? Infinity) - (distance.get(b.warehouseId) ?? Infinity) ||
    (a.warehouseId < b.warehouseId ? -1 : a.warehouseId > b.warehouseId ? 1 : 0);

function sumBy<T>(items: readonly T[], keyOf: (item: T) => string, amountOf: (item: T) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + amountOf(item));
  return sums;
}
