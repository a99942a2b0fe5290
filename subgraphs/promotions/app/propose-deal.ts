import type { DealId, OfferId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { CLAIM_HOLD_SECONDS, checkTerms, type DealTerms, type TermsProblem } from '../domain/deal-terms.ts';
import type { DealReach } from './deal-reach.ts';
import type { DealStore, OffersPort, ProductsPort } from './ports.ts';

export interface ProposeDeal extends DealTerms {
  readonly idempotencyKey: string;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly perCustomerLimit: number;
  readonly membersOnly: boolean;
}

export type ProposeProblem =
  TermsProblem | { readonly code: 'NOT_FOUND' } | { readonly code: 'SCHEDULE_CONFLICT'; readonly dealId: DealId };

export interface ProposeDeps {
  readonly uow: UnitOfWork;
  readonly deals: DealStore;
  readonly offers: OffersPort;
  readonly products: ProductsPort;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Puts a deal up for review. Its price, product and title are copied from the offer as it is now. */
export const proposeDeal =
  (deps: ProposeDeps) =>
  async (command: ProposeDeal, reach: DealReach): Promise<Result<DealId, ProposeProblem>> => {
    const offer = await deps.offers.active(command.offerId);
    if (offer === null || (reach !== 'all' && !reach.includes(offer.sellerId))) return err({ code: 'NOT_FOUND' });
    const title = await deps.products.title(offer.variantId);
    if (title === null) return err({ code: 'NOT_FOUND' });

    return deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const terms = checkTerms(command, offer.price, deps.now());
      if (!terms.ok) return terms;
      const [conflict] = await deps.deals.lockSchedule(tx, offer.offerId, command.startsAt, command.endsAt);
      if (conflict !== undefined) return err({ code: 'SCHEDULE_CONFLICT', dealId: conflict });

      const { kind, dealPrice, startsAt, endsAt, memberEarlyAccessAt, quantity, perCustomerLimit, membersOnly } =
        command;
      const id = deps.newId('deal');
      deps.deals.insert(tx, {
        id,
        kind,
        title,
        offerId: offer.offerId,
        productId: offer.productId,
        sellerId: offer.sellerId,
        categoryPath: offer.categoryPath,
        dealPrice,
        wasPrice: offer.price,
        quantity,
        claimed: 0,
        stage: 'IN_REVIEW',
        startsAt,
        endsAt,
        memberEarlyAccessAt,
        membersOnly,
        perCustomerLimit,
        claimHoldSeconds: CLAIM_HOLD_SECONDS,
      });
      return ok(id);
    });
  };
