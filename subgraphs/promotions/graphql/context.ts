import type { DealClaimId, DealId, OfferId, OwnerId, ProductId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { hasScopes, ownerOf, sellersOf, type Viewer } from '@emporium/platform/identity';
import type { Streams } from '@emporium/platform/streams';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { DealReach } from '../app/deal-reach.ts';
import type { PromotionsReads } from '../app/reads.ts';
import type { DealClaim } from '../domain/deal-claim.ts';
import type { Deal } from '../domain/deal.ts';

export interface PromotionsContext extends RequestContext {
  readonly streams: Streams;
  readonly now: () => Date;
  readonly deals: DataLoader<DealId, Deal | null>;
  readonly dealOfOffer: DataLoader<OfferId, Deal | null>;
  readonly dealsOfProduct: DataLoader<ProductId, readonly Deal[]>;
  /** The viewer's own alone. */
  readonly claims: DataLoader<DealClaimId, DealClaim | null>;
  /** The viewer's last claim on a deal. */
  readonly lastClaims: DataLoader<DealId, DealClaim | null>;
  readonly isMember: () => Promise<boolean>;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  (reads: PromotionsReads, streams: Streams, now: () => Date) =>
  (request: RequestContext): PromotionsContext => {
    const owner = ownerOf(request.viewer);
    let membership: Promise<boolean> | null = null;
    return {
      ...request,
      streams,
      now,
      deals: oneByKey(
        (ids) => reads.dealsByIds(ids, reachOf(request.viewer), now()),
        (deal) => deal.id,
      ),
      dealOfOffer: oneByKey(
        (ids) => reads.runningDealsOfOffers(ids, now()),
        (deal) => deal.offerId,
      ),
      dealsOfProduct: manyByKey(
        (ids) => reads.runningDealsOfProducts(ids, now()),
        (deal) => deal.productId,
      ),
      claims: oneByKey(
        ofOwner(owner, (ids, own) => reads.claimsByIds(ids, own)),
        (claim) => claim.id,
      ),
      lastClaims: oneByKey(
        ofOwner(owner, (ids, own) => reads.lastClaims(ids, own)),
        (claim) => claim.dealId,
      ),
      isMember: () => (membership ??= isMember(reads, owner)),
    };
  };

const isMember = async (reads: PromotionsReads, owner: OwnerId | null): Promise<boolean> =>
  owner !== null && (await reads.customer(owner)).isMember;

const ofOwner =
  <Key, Row>(owner: OwnerId | null, load: (keys: readonly Key[], owner: OwnerId) => Promise<readonly Row[]>) =>
  (keys: readonly Key[]): Promise<readonly Row[]> =>
    owner === null ? Promise.resolve([]) : load(keys, owner);

export const reachOf = (viewer: Viewer): DealReach =>
  hasScopes(viewer, [['admin:promotions'], ['internal']]) ? 'all' : sellersOf(viewer);
