import type {
  CartId,
  CheckoutId,
  DealClaimId,
  OfferId,
  OrderId,
  OrderLineId,
  OwnerId,
  PaymentId,
  ProductId,
  SellerId,
  SellerOrderId,
  ShipmentId,
  VariantId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { money, type Money } from '@emporium/platform/money';
import type { Address } from '../domain/address.ts';
import type { GrantedDiscount, TaxLine, Totals } from '../domain/amounts.ts';
import type { OrderHeader, OrderLine, SellerOrder, Shipment } from '../domain/order.ts';
import type { ShipmentStatus } from '../domain/shipment-status.ts';
import type { FulfilmentStatus, OrderStatus, PaymentPhase } from '../domain/status.ts';

/** Rows as the tables have them, and what they are in the domain. */

interface TotalsRow {
  readonly currency: CurrencyCode;
  readonly subtotal: bigint;
  readonly discount: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

/** JSON has no bigint: amounts are digits of minor units there. */
type DiscountJson = Omit<GrantedDiscount, 'amount'> & { readonly amount: string };
type TaxLineJson = Omit<TaxLine, 'base' | 'amount'> & { readonly base: string; readonly amount: string };

export interface OrderRow extends TotalsRow {
  readonly id: OrderId;
  readonly number: string;
  readonly owner_id: OwnerId;
  readonly guest_email: string | null;
  readonly checkout_id: CheckoutId;
  readonly cart_id: CartId;
  readonly status: OrderStatus;
  readonly payment: PaymentPhase;
  readonly payment_id: PaymentId | null;
  readonly version: number;
  readonly sequence: number;
  readonly coupon_codes: readonly string[];
  readonly shipping_address: Address;
  readonly cancelled: bigint;
  readonly refunded: bigint;
  readonly tax_lines: readonly TaxLineJson[];
  readonly discounts: readonly DiscountJson[];
  readonly placed_at: Date;
  readonly updated_at: Date;
}

export interface SellerOrderRow extends TotalsRow {
  readonly id: SellerOrderId;
  readonly order_id: OrderId;
  readonly seller_id: SellerId;
  readonly seller_name: string;
  readonly status: OrderStatus;
  readonly ship_by: Date;
}

export interface ShipmentRow {
  readonly id: ShipmentId;
  readonly order_id: OrderId;
  readonly seller_order_id: SellerOrderId;
  readonly seller_id: SellerId;
  readonly warehouse_id: WarehouseId;
  readonly status: ShipmentStatus;
  readonly service: string;
  readonly currency: CurrencyCode;
  readonly shipping: bigint;
  readonly shipping_tax: bigint;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly promised_from: Date;
  readonly promised_by: Date;
  readonly shipped_at: Date | null;
  readonly delivered_at: Date | null;
  readonly events: number;
}

export interface OrderLineRow {
  readonly id: OrderLineId;
  readonly order_id: OrderId;
  readonly seller_order_id: SellerOrderId;
  readonly shipment_id: ShipmentId;
  readonly seller_id: SellerId;
  readonly offer_id: OfferId;
  readonly variant_id: VariantId;
  readonly product_id: ProductId;
  readonly deal_claim_id: DealClaimId | null;
  readonly title: string;
  readonly sku: string;
  readonly image_url: string | null;
  readonly quantity: number;
  readonly currency: CurrencyCode;
  readonly unit_price: bigint;
  readonly net: bigint;
  readonly discount: bigint;
  readonly discounts: readonly DiscountJson[];
  readonly tax: bigint;
  readonly commission_rate: number;
  readonly commission: bigint;
  readonly fulfilment: FulfilmentStatus;
  readonly returned: number;
}

export const ORDER_COLUMNS = `id, number, owner_id, guest_email, checkout_id, cart_id, currency, status, payment,
  payment_id, version, sequence, coupon_codes, shipping_address, subtotal, discount, shipping, tax, total, cancelled,
  refunded, tax_lines, discounts, placed_at, updated_at`;
export const SELLER_ORDER_COLUMNS = `id, order_id, seller_id, seller_name, status, currency, subtotal, discount,
  shipping, tax, total, ship_by`;
export const SHIPMENT_COLUMNS = `id, order_id, seller_order_id, seller_id, warehouse_id, status, service, currency,
  shipping, shipping_tax, carrier, tracking_number, promised_from, promised_by, shipped_at, delivered_at, events`;
export const ORDER_LINE_COLUMNS = `id, order_id, seller_order_id, shipment_id, seller_id, offer_id, variant_id,
  product_id, deal_claim_id, title, sku, image_url, quantity, currency, unit_price, net, discount, discounts, tax,
  commission_rate, commission, fulfilment, returned`;

const amountIn =
  (currency: CurrencyCode) =>
  (minorUnits: bigint | string): Money =>
    money(BigInt(minorUnits), currency);

const toTotals = (row: TotalsRow): Totals => {
  const amount = amountIn(row.currency);
  return {
    subtotal: amount(row.subtotal),
    discount: amount(row.discount),
    shipping: amount(row.shipping),
    tax: amount(row.tax),
    total: amount(row.total),
  };
};

const toDiscounts = (discounts: readonly DiscountJson[], currency: CurrencyCode): readonly GrantedDiscount[] =>
  discounts.map((discount) => ({ ...discount, amount: amountIn(currency)(discount.amount) }));

export const discountsJson = (discounts: readonly GrantedDiscount[]): string =>
  JSON.stringify(discounts.map((each): DiscountJson => ({ ...each, amount: each.amount.minorUnits.toString() })));

export const taxLinesJson = (taxLines: readonly TaxLine[]): string =>
  JSON.stringify(
    taxLines.map((line): TaxLineJson => ({
      ...line,
      base: line.base.minorUnits.toString(),
      amount: line.amount.minorUnits.toString(),
    })),
  );

export function toOrderHeader(row: OrderRow): OrderHeader {
  const amount = amountIn(row.currency);
  return {
    id: row.id,
    number: row.number,
    ownerId: row.owner_id,
    guestEmail: row.guest_email,
    checkoutId: row.checkout_id,
    cartId: row.cart_id,
    currency: row.currency,
    status: row.status,
    payment: row.payment,
    paymentId: row.payment_id,
    version: row.version,
    sequence: row.sequence,
    couponCodes: row.coupon_codes,
    shippingAddress: row.shipping_address,
    totals: toTotals(row),
    cancelled: amount(row.cancelled),
    refunded: amount(row.refunded),
    taxLines: row.tax_lines.map((line) => ({ ...line, base: amount(line.base), amount: amount(line.amount) })),
    discounts: toDiscounts(row.discounts, row.currency),
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
  };
}

export const toSellerOrder = (row: SellerOrderRow): SellerOrder => ({
  id: row.id,
  orderId: row.order_id,
  sellerId: row.seller_id,
  sellerName: row.seller_name,
  status: row.status,
  totals: toTotals(row),
  shipBy: row.ship_by,
});

export function toShipment(row: ShipmentRow): Shipment {
  const amount = amountIn(row.currency);
  return {
    id: row.id,
    orderId: row.order_id,
    sellerOrderId: row.seller_order_id,
    sellerId: row.seller_id,
    warehouseId: row.warehouse_id,
    status: row.status,
    service: row.service,
    shipping: amount(row.shipping),
    shippingTax: amount(row.shipping_tax),
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    promisedFrom: row.promised_from,
    promisedBy: row.promised_by,
    shippedAt: row.shipped_at,
    deliveredAt: row.delivered_at,
    events: row.events,
  };
}

export function toOrderLine(row: OrderLineRow): OrderLine {
  const amount = amountIn(row.currency);
  return {
    id: row.id,
    orderId: row.order_id,
    sellerOrderId: row.seller_order_id,
    shipmentId: row.shipment_id,
    sellerId: row.seller_id,
    offerId: row.offer_id,
    variantId: row.variant_id,
    productId: row.product_id,
    dealClaimId: row.deal_claim_id,
    title: row.title,
    sku: row.sku,
    imageUrl: row.image_url,
    quantity: row.quantity,
    unitPrice: amount(row.unit_price),
    net: amount(row.net),
    discount: amount(row.discount),
    discounts: toDiscounts(row.discounts, row.currency),
    tax: amount(row.tax),
    commissionRate: row.commission_rate,
    commission: amount(row.commission),
    fulfilment: row.fulfilment,
    returned: row.returned,
  };
}
