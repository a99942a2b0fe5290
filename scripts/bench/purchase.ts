import {
  CartCreateDocument,
  CheckoutCompleteDocument,
  CheckoutShippingAddressSetDocument,
  CheckoutShippingOptionSelectDocument,
  CheckoutStartDocument,
  PaymentMethodTokenizeDocument,
} from '@emporium/web-client';
import type { Pool } from 'undici';
import { expect, guest, key, type Shopper } from './shopper.ts';

export interface Purchase {
  readonly buyer: Shopper;
  readonly orderId: string;
}

const ADDRESS = {
  recipient: 'Bea Bench',
  line1: '1 Market Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94105',
  country: 'US',
};

/**
 * One unit by a new guest, from their first request to a confirmed, paid order: session, card, cart, and the four steps
 * of the checkout.
 */
export async function purchase(pool: Pool, offerId: string): Promise<Purchase> {
  const buyer = await guest(pool);
  const card = await buyer.do(PaymentMethodTokenizeDocument, { gatewayToken: 'tok_visa', idempotencyKey: key() });
  const { cart } = await buyer.do(CartCreateDocument, {
    lines: [{ offerId, quantity: 1 }],
    idempotencyKey: key(),
  });
  const started = await buyer.do(CheckoutStartDocument, {
    cartId: cart!.id,
    guestEmail: 'bea@example.com',
    idempotencyKey: key(),
  });
  const addressed = await buyer.do(CheckoutShippingAddressSetDocument, {
    checkoutId: started.checkout!.id,
    version: started.checkout!.version,
    address: ADDRESS,
  });
  const { id, version, groups } = addressed.checkout!;
  expect(groups.length === 1 && groups[0]!.options.length > 0, 'one parcel should have a way to be sent');
  const chosen = await buyer.do(CheckoutShippingOptionSelectDocument, {
    checkoutId: id,
    version,
    groupId: groups[0]!.id,
    optionId: groups[0]!.options[0]!.id,
  });
  const { order } = await buyer.do(CheckoutCompleteDocument, {
    input: {
      checkoutId: id,
      version: chosen.checkout!.version,
      paymentMethodId: card.paymentMethod!.id,
      idempotencyKey: key(),
    },
  });
  expect(order?.status === 'CONFIRMED', `the order should be confirmed, not ${order?.status}`);
  return { buyer, orderId: order.id };
}
