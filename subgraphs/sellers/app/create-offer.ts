import type { OfferId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { isSaleable } from '../domain/listing.ts';
import {
  decideNewOffer,
  type Fulfilment,
  type NewOfferProblem,
  type Offer,
  type OfferCondition,
} from '../domain/offer.ts';
import { mayTrade } from '../domain/seller.ts';
import type { ListingStore, SellerStore } from './ports.ts';
import { relist } from './relist.ts';

export interface CreateOffer {
  readonly idempotencyKey: string;
  readonly sellerId: SellerId;
  readonly variantId: VariantId;
  readonly condition: OfferCondition;
  readonly price: Money;
  readonly listPrice: Money | null;
  readonly fulfilment: Fulfilment;
  readonly handlingDays: number;
  readonly returnWindowDays: number;
}

export type CreateOfferProblem =
  | { readonly code: 'NOT_FOUND'; readonly what: 'seller' | 'variant' }
  | { readonly code: 'SELLER_SUSPENDED' }
  | NewOfferProblem;

interface Deps {
  readonly uow: UnitOfWork;
  readonly listings: ListingStore;
  readonly sellers: SellerStore;
  readonly newId: (prefix: 'ofr') => OfferId;
}

/** From a business without an address yet; a carrier's label will say. */
const DEFAULT_ORIGIN = 'US';

/**
 * Offers a variant for sale. The offer is shown at once and featured as soon as inventory says that it is in stock.
 *
 * @param sellerIds the sellers that the caller works for
 */
export const createOffer =
  ({ uow, listings, sellers, newId }: Deps) =>
  (command: CreateOffer, sellerIds: readonly SellerId[]): Promise<Result<OfferId, CreateOfferProblem>> =>
    uow.once(command.idempotencyKey, command, async (tx) => {
      const [listing, seller] = await Promise.all([
        listings.lockByVariant(tx, command.variantId),
        sellers.find(tx, command.sellerId, sellerIds),
      ]);
      if (seller === null) return err({ code: 'NOT_FOUND', what: 'seller' });
      if (!mayTrade(seller.status)) return err({ code: 'SELLER_SUSPENDED' });
      if (listing === null || !isSaleable(listing, command.variantId))
        return err({ code: 'NOT_FOUND', what: 'variant' });

      const decision = decideNewOffer(
        draftOf(command, newId('ofr'), listing.product.id, seller.country ?? DEFAULT_ORIGIN),
        listing.candidates.map(({ offer }) => offer),
      );
      if (!decision.ok) return decision;
      relist(tx, listings, listing, [
        ...listing.candidates,
        {
          offer: decision.value,
          sellerName: seller.name,
          sellerStatus: seller.status,
          sellerRatingTenths: seller.ratingTenths,
          inStock: false,
          stockVersion: 0,
        },
      ]);
      return ok(decision.value.id);
    });

const draftOf = (command: CreateOffer, id: OfferId, productId: Offer['productId'], shipsFrom: string): Offer => ({
  id,
  productId,
  variantId: command.variantId,
  sellerId: command.sellerId,
  condition: command.condition,
  price: command.price,
  listPrice: command.listPrice,
  fulfilment: command.fulfilment,
  primeEligible: command.fulfilment === 'PLATFORM',
  handlingDays: command.handlingDays,
  returnWindowDays: command.returnWindowDays,
  shipsFrom,
  status: 'ACTIVE',
  version: 1,
});
