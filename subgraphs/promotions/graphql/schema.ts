import type { DealClaimId, DealId, PromotionId } from '@emporium/contracts/ids';
import { asGiven, buildSubgraph, eachById, type SubgraphSchema } from '@emporium/platform/graphql';
import { hasScopes } from '@emporium/platform/identity';
import type { Promotions } from '../app/promotions.ts';
import type { PromotionsReads } from '../app/reads.ts';
import { CartResolver } from './cart.resolver.ts';
import type { PromotionsContext } from './context.ts';
import { DealClaimPayloadResolver, DealClaimResolver } from './deal-claim.resolver.ts';
import { DealResolver } from './deal.resolver.ts';
import { OfferResolver, ProductResolver, UserResolver } from './entities.resolver.ts';
import { LiveResolver } from './live.resolver.ts';
import { presentClaim, presentDeal, presentPromotion } from './present.ts';
import { PromotionResolver } from './promotion.resolver.ts';
import { DealNotStartedError, DealSoldOutError } from './types/deal-claim.ts';
import { Offer, Product, User } from './types/entities.ts';

export const createSchema = (promotions: Promotions, reads: PromotionsReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<PromotionsContext>({
    resolvers: [
      new CartResolver(promotions, reads, now),
      new DealClaimPayloadResolver(now),
      new DealClaimResolver(promotions, reads, now),
      new DealResolver(promotions, reads, now),
      new LiveResolver(now),
      new OfferResolver(now),
      new ProductResolver(),
      new PromotionResolver(promotions, reads, now),
      new UserResolver(reads, now),
    ],
    orphanedTypes: [Offer, Product, User, DealSoldOutError, DealNotStartedError],
    references: {
      Offer: asGiven,
      Product: asGiven,
      User: asGiven,

      Deal: eachById(async (id: DealId, { deals }) => {
        const deal = await deals.load(id);
        return deal && presentDeal(deal, now());
      }),
      DealClaim: eachById(async (id: DealClaimId, { claims }) => {
        const claim = await claims.load(id);
        return claim && presentClaim(claim, now());
      }),
      Promotion: async (references, { viewer }) => {
        if (!hasScopes(viewer, [['admin:promotions']])) return references.map(() => null);
        const rows = await reads.promotionsByIds(references.map(({ id }) => id as PromotionId));
        const byId = new Map(rows.map((row) => [row.id as string, row]));
        return references.map(({ id }) => {
          const promotion = byId.get(id as string);
          return promotion === undefined ? null : presentPromotion(promotion, now());
        });
      },
    },
  });
