import type { OfferId, SellerId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import type { ListedOffer } from '../domain/listing.ts';
import { decidePrice, withdrawn, type Offer, type PriceSetProblem } from '../domain/offer.ts';
import { mayTrade } from '../domain/seller.ts';
import type { ListingStore } from './ports.ts';
import { relist } from './relist.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly listings: ListingStore;
}

type NotFound = { readonly code: 'NOT_FOUND' };
export type SetPriceProblem = PriceSetProblem | NotFound | { readonly code: 'SELLER_SUSPENDED' };

/** Sets a price that follows from the version the seller saw. `sellerIds`: those the caller works for. */
export const setOfferPrice =
  (deps: Deps) =>
  (
    command: { readonly offerId: OfferId; readonly version: number; readonly price: Money },
    sellerIds: readonly SellerId[],
  ): Promise<Result<null, SetPriceProblem>> =>
    changeOffer<SetPriceProblem>(deps, command.offerId, sellerIds, ({ offer, sellerStatus }, offers) =>
      mayTrade(sellerStatus)
        ? decidePrice(offer, command.version, command.price, offers)
        : err({ code: 'SELLER_SUSPENDED' }),
    );

/** Withdraws an offer for good; the seller may then make a new one for the same variant and condition. */
export const deactivateOffer =
  (deps: Deps) =>
  (offerId: OfferId, sellerIds: readonly SellerId[]): Promise<Result<null, NotFound>> =>
    changeOffer<NotFound>(deps, offerId, sellerIds, ({ offer }) => ok(withdrawn(offer)));

const changeOffer = <Problem>(
  { uow, listings }: Deps,
  offerId: OfferId,
  sellerIds: readonly SellerId[],
  decide: (listed: ListedOffer, offers: readonly Offer[]) => Result<Offer, Problem>,
): Promise<Result<null, Problem | NotFound>> =>
  uow.run<Result<null, Problem | NotFound>>(async (tx) => {
    const listing = await listings.lockByOffer(tx, offerId, sellerIds);
    const listed = listing?.candidates.find(({ offer }) => offer.id === offerId);
    if (listing === null || listed === undefined) return err({ code: 'NOT_FOUND' });
    const decision = decide(
      listed,
      listing.candidates.map(({ offer }) => offer),
    );
    if (!decision.ok) return decision;
    relist(
      tx,
      listings,
      listing,
      listing.candidates.map((other) => (other === listed ? { ...listed, offer: decision.value } : other)),
    );
    return ok(null);
  });
