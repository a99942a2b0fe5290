import type { OfferChanged } from '@emporium/contracts/events';
import type { OfferId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { TestSubgraph } from '@emporium/platform/testing';

/** Hands an event to the subgraph's handler, as the consumer does. */
export const handle = (test: TestSubgraph, event: { readonly type: string; readonly [field: string]: unknown }) =>
  test.db.uow.run((tx) => test.subgraph.handlers![event.type]!(tx, event as never, {} as never));

export const offerChanged = (cents: number, rest: Partial<OfferChanged> = {}): OfferChanged => ({
  type: 'sellers.offer-changed.v1',
  offerId: newId('ofr'),
  version: 1,
  productId: newId('prod'),
  categoryPath: [newId('cat')],
  variantId: newId('var'),
  sellerId: newId('sel'),
  sellerName: 'Juniper',
  condition: 'NEW',
  price: { minor: String(cents), currency: 'USD' },
  listPrice: null,
  status: 'ACTIVE',
  primeEligible: true,
  ...rest,
});

/** An offer that sellers have told of. */
export async function addOffer(test: TestSubgraph, cents = 1_000, rest: Partial<OfferChanged> = {}): Promise<OfferId> {
  const event = offerChanged(cents, rest);
  await handle(test, event);
  return event.offerId;
}
