import type {
  AddressId,
  BrandId,
  CategoryId,
  Id,
  IdPrefix,
  OfferId,
  ProductId,
  SellerId,
  StockLevelId,
  UserId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import { createdMs } from './calendar.ts';
import { hash32 } from './dice.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten bits as two characters. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${ALPHABET[bits >> 5]}${ALPHABET[bits & 31]}`);

const pair = (bits: number): string => PAIRS[bits & 1023] as string;

/**
 * The id of the world's thing number `index` of a kind: always the same, shaped as every id in
 * Emporium (a UUIDv7 whose time is when the thing was made, so that ids sort by age).
 */
export const worldId = <P extends IdPrefix>(prefix: P, index: number, atMs = createdMs(prefix, index)): Id<P> => {
  const seconds = Math.floor(atMs / 0x10_0000);
  const fine = atMs % 0x10_0000;
  const a = hash32(prefix, index, 1);
  const b = hash32(prefix, index, 2);
  const c = hash32(prefix, index, 3);
  return `${prefix}_${
    pair(Math.floor(seconds / 0x10_0000)) + pair(seconds >>> 10) + pair(seconds) + pair(fine >>> 10) + pair(fine)
  }${
    // version 7 in the top four of 80 bits, the variant's "10" after the sixteenth
    pair(0x1c0 | (a & 0x3f)) + pair((((a >>> 6) & 0x3f) << 4) | 0x8 | ((a >>> 12) & 3))
  }${pair(a >>> 14) + pair(b) + pair(b >>> 10) + pair(b >>> 20) + pair(c) + pair(c >>> 10)}` as Id<P>;
};

/** At most eight variants a product and eight offers a variant, so that one number names an offer. */
const FAN_OUT = 8;

export const variantNumber = (product: number, variant: number): number => product * FAN_OUT + variant;
export const offerNumber = (product: number, variant: number, offer: number): number =>
  variantNumber(product, variant) * FAN_OUT + offer;

export const productId = (product: number): ProductId => worldId('prod', product);
export const variantId = (product: number, variant: number): VariantId =>
  worldId('var', variantNumber(product, variant), createdMs('prod', product) + variant);
export const offerId = (product: number, variant: number, offer: number): OfferId =>
  worldId('ofr', offerNumber(product, variant, offer), offerCreatedMs(product, offer) + variant);
export const stockLevelId = (offer: number, warehouse: number): StockLevelId =>
  worldId('stk', offer * FAN_OUT + warehouse, createdMs('prod', Math.floor(offer / FAN_OUT ** 2)) + warehouse);
export const categoryId = (category: number): CategoryId => worldId('cat', category, Date.UTC(2023, 0, 10) + category);
export const brandId = (brand: number): BrandId => worldId('brd', brand, Date.UTC(2023, 0, 12) + brand);
export const sellerId = (seller: number): SellerId => worldId('sel', seller, sellerJoinedMs(seller));
export const warehouseId = (warehouse: number): WarehouseId =>
  worldId('wh', warehouse, Date.UTC(2023, 0, 5) + warehouse);
export const userId = (user: number): UserId => worldId('usr', user);
export const addressId = (user: number, address: number): AddressId =>
  worldId('adr', user * FAN_OUT + address, createdMs('usr', user) + address);

/** Sellers were there before the catalogue: all of 2022. */
export const sellerJoinedMs = (seller: number): number =>
  Date.UTC(2022, 0, 1) + (hash32('sel.joined', seller) % 360) * 86_400_000;

/** A product's first seller lists it the day it appears; others follow within weeks. */
export const offerCreatedMs = (product: number, offer: number): number =>
  createdMs('prod', product) + 3_600_000 + offer * (hash32('offer.delay', product, offer) % 1_500_000_000);
