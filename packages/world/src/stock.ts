import type { OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import { Dice } from './dice.ts';
import { stockLevelId } from './ids.ts';
import { offersOf, type WorldOffer } from './offers.ts';
import { WAREHOUSES } from './warehouses.ts';

/** Stock of one offer in one warehouse, before the orders of this world took theirs: nothing is reserved or allocated. */
export interface WorldStockLevel {
  readonly id: StockLevelId;
  readonly offerId: OfferId;
  readonly sellerId: SellerId;
  readonly warehouseId: WarehouseId;
  readonly warehouseIndex: number;
  /** Sound units on the shelf, safety stock included. */
  readonly onHand: number;
  readonly damaged: number;
  readonly inbound: number;
  /** Never promised to a buyer. */
  readonly safetyStock: number;
  readonly reorderPoint: number;
  readonly reorderQuantity: number;
  /** Aisle, rack and shelf. */
  readonly bin: string;
}

/** The offers that deals and orders are made of: the main offers of the most popular products never run short. */
export const ALWAYS_STOCKED_PRODUCTS = 600;

type Band = 'PLENTY' | 'LOW' | 'OUT';

const bandOf = (dice: Dice, offer: WorldOffer): Band => {
  const draw = dice.next();
  if (offer.condition !== 'NEW') return 'PLENTY';
  if (offer.position === 0 && offer.productIndex < ALWAYS_STOCKED_PRODUCTS) return 'PLENTY';
  return draw < 0.05 ? 'OUT' : draw < 0.15 ? 'LOW' : 'PLENTY';
};

const plenty = (dice: Dice, offer: WorldOffer): number => {
  if (offer.condition !== 'NEW') return dice.int(1, 9);
  const typical = offer.productIndex < ALWAYS_STOCKED_PRODUCTS ? 180 : 45;
  const forPrice = 1 / (1 + Number(offer.priceMinor) / 60_000);
  return Math.max(
    offer.position === 0 ? 60 : 8,
    Math.round(typical * (0.5 + forPrice) * Math.exp(0.7 * dice.normal())),
  );
};

const binOf = (dice: Dice): string =>
  `${'ABCDEFGHJKLM'.charAt(dice.int(0, 11))}${String(dice.int(1, 48)).padStart(2, '0')}-${String(dice.int(1, 30)).padStart(2, '0')}-${dice.int(1, 6)}`;

/** One to three levels: everything for one offer, in the order of `offer.warehouses`. */
export const stockOf = (offer: WorldOffer): WorldStockLevel[] => {
  const dice = new Dice('stock', offer.number);
  const band = bandOf(dice, offer);
  const total = plenty(dice, offer);
  return offer.warehouses.map((warehouse, position) => {
    const share = Math.max(1, Math.floor(total / (offer.warehouses.length + position)));
    const safetyStock = band === 'PLENTY' ? Math.min(10, Math.floor(share / 15)) : 0;
    const low = position === 0 ? dice.int(1, 5) : 0;
    const onHand = band === 'OUT' ? 0 : band === 'LOW' ? low : share;
    const reorderPoint = Math.ceil(share / 4);
    return {
      id: stockLevelId(offer.number, warehouse),
      offerId: offer.id,
      sellerId: offer.sellerId,
      warehouseId: WAREHOUSES[warehouse]?.id as WarehouseId,
      warehouseIndex: warehouse,
      onHand,
      damaged: dice.chance(0.06) ? dice.int(1, 3) : 0,
      inbound: onHand <= reorderPoint && dice.chance(0.6) ? Math.max(10, share) : 0,
      safetyStock,
      reorderPoint,
      reorderQuantity: Math.max(10, share),
      bin: binOf(dice),
    };
  });
};

/** Every level of the first `count` products' offers, one at a time. `stockLevels` in `inventory.ts` adds what orders hold. */
export function* shelfStock(count: number, from = 0): Generator<WorldStockLevel> {
  for (let index = from; index < count; index += 1) {
    for (const offer of offersOf(index)) yield* stockOf(offer);
  }
}
