import type { CurrencyCode } from '@emporium/contracts/money';
import { seededIds } from '@emporium/platform/ids';
import { money } from '@emporium/platform/money';
import { groupAllocations, type Checkout, type CheckoutItem, type Discount } from '../checkout/domain/checkout.ts';
import { shippingOptions } from '../checkout/domain/shipping-options.ts';
import { placeOrder } from '../checkout/domain/place-order.ts';
import { priceCheckout } from '../checkout/domain/pricing.ts';
import type { Order } from '../orders/domain/order.ts';
import { dice, type Dice } from './dice.ts';

const PLACES = [
  { country: 'US', region: 'WA', postalCode: '98101' },
  { country: 'US', region: 'NJ', postalCode: '07030' },
  { country: 'DE', region: null, postalCode: '10115' },
  { country: 'CA', region: 'QC', postalCode: 'H2Y 1C6' },
  { country: 'JP', region: null, postalCode: '530-0001' },
] as const;
const CURRENCIES: readonly CurrencyCode[] = ['USD', 'EUR', 'JPY', 'KWD'];
const CLASSES = ['standard', 'books', 'food', 'clothing', 'medicine'];
export const AT = new Date('2026-03-02T10:00:00Z');

/** Any checkout that could be: sellers, parcels, discounts, places and currencies as the seed has it. */
export function randomCheckout(
  seed: number,
): Checkout & { readonly shippingAddress: NonNullable<Checkout['shippingAddress']> } {
  const random = dice(seed);
  const newId = seededIds(`checkout ${seed}`);
  const currency = random.pick(CURRENCIES);
  const sellers = Array.from({ length: random.between(1, 3) }, () => newId('sel'));
  const warehouses = Array.from({ length: random.between(1, 3) }, () => newId('wh'));
  const items = Array.from({ length: random.between(1, 6) }, (): CheckoutItem => {
    const unitPrice = money(random.between(1, 20_000), currency);
    return {
      lineId: newId('cln'),
      offerId: newId('ofr'),
      productId: newId('prod'),
      variantId: newId('var'),
      sellerId: random.pick(sellers),
      sellerName: 'Velden Goods',
      title: 'Thing',
      sku: 'SKU-1',
      imageUrl: null,
      taxClass: random.pick(CLASSES),
      weightGrams: random.between(0, 9_000),
      categoryPath: [],
      quantity: random.between(1, 7),
      unitPrice,
      cartPrice: unitPrice,
      commissionRate: random.between(0, 250_000),
      handlingDays: random.between(0, 3),
      dealClaimId: null,
      dealId: null,
    };
  });
  const allocations = items.flatMap(({ lineId, quantity }) => {
    const first = random.between(1, quantity);
    const places = [random.pick(warehouses), random.pick(warehouses)];
    return [first, quantity - first]
      .map((units, index) => ({ lineId, quantity: units, warehouseId: places[index]! }))
      .filter((allocation) => allocation.quantity > 0)
      .map((allocation) => ({
        ...allocation,
        transitDaysMin: 2,
        transitDaysMax: random.between(2, 9),
        distanceKm: random.between(1, 9_000),
      }));
  });
  const { country, region, postalCode } = random.pick(PLACES);
  const checkout: Checkout = {
    id: newId('chk'),
    ownerId: newId('usr'),
    guestEmail: null,
    cartId: newId('cart'),
    version: 1,
    status: 'OPEN',
    expiresAt: AT,
    quotedAt: AT,
    currency,
    destination: { country, region, postalCode },
    shippingAddress: null,
    reservationId: newId('rsv'),
    orderId: null,
    items,
    couponCodes: [],
    discounts: randomDiscounts(random, items),
    freeShipping: random.chance(25),
    groups: groupAllocations(items, allocations, newId),
    saga: null,
    lease: { holder: null, dueAt: null },
  };
  const shippingAddress = {
    recipient: 'Ada',
    line1: '1',
    line2: null,
    city: 'X',
    region,
    postalCode,
    country,
    phone: null,
  };
  return {
    ...checkout,
    shippingAddress,
    groups: checkout.groups.map((group) => ({ ...group, speed: randomSpeed(random, checkout, group) })),
  };
}

/** The order it becomes. */
export function randomOrder(seed: number): Order {
  const checkout = randomCheckout(seed);
  return placeOrder(checkout, priceCheckout(checkout), {
    newId: seededIds(`order ${seed}`),
    sequence: BigInt(seed),
    now: AT,
  });
}

/** Up to three discounts, some of them larger than what they are on. */
function randomDiscounts(random: Dice, items: readonly CheckoutItem[]): Discount[] {
  return Array.from({ length: random.between(0, 3) }, (_, index) => {
    const item = random.pick(items);
    return {
      lineId: random.chance(50) ? item.lineId : null,
      source: `CODE${index}`,
      title: 'Less',
      amount: money(random.between(1, 40_000), item.unitPrice.currency),
    };
  });
}

function randomSpeed(random: Dice, { currency }: Checkout, group: Checkout['groups'][number]) {
  const { id, transitDaysMin, transitDaysMax, distanceKm } = group;
  const parcel = {
    groupId: id,
    weightGrams: 0,
    distanceKm,
    transitDaysMin,
    transitDaysMax,
    handlingDays: 0,
    freeShipping: false,
    currency,
  };
  return random.pick(shippingOptions(parcel, AT)).speed;
}
