import type { OfferId, SellerId } from '@emporium/contracts/ids';
import { asGiven, buildSubgraph, eachById, type Reference, type SubgraphSchema } from '@emporium/platform/graphql';
import type { SellersReads } from '../app/reads.ts';
import type { Sellers } from '../app/sellers.ts';
import { ProductResolver, VariantResolver } from './catalogue.resolver.ts';
import type { SellersContext } from './context.ts';
import { OfferResolver } from './offer.resolver.ts';
import { MembershipResolver, SellerResolver } from './seller.resolver.ts';
import { DuplicateOfferError, PriceOutOfBoundsError, Product, ProductVariant } from './types/offer.ts';
import { User } from './types/seller.ts';

export const createSchema = (sellers: Sellers, reads: SellersReads, now: () => Date): SubgraphSchema =>
  buildSubgraph<SellersContext>({
    resolvers: [
      new MembershipResolver(),
      new OfferResolver(sellers, reads, now),
      new ProductResolver(),
      new SellerResolver(reads),
      new VariantResolver(reads),
    ],
    orphanedTypes: [User, Product, ProductVariant, DuplicateOfferError, PriceOutOfBoundsError],
    references: {
      User: asGiven,
      Product: asGiven,
      ProductVariant: asGiven,

      Offer: eachById((id: OfferId, { offers }) => offers.load(id)),
      Seller: async (references, { sellers }) => {
        const bySlug = await sellersBySlug(reads, references);
        return Promise.all(
          references.map(async ({ id, slug }) =>
            id === undefined ? (bySlug.get(slug as string) ?? null) : sellers.load(id as SellerId),
          ),
        );
      },
    },
  });

async function sellersBySlug(reads: SellersReads, references: readonly Reference[]) {
  const slugs = references.filter(({ id }) => id === undefined).map(({ slug }) => slug as string);
  const rows = slugs.length === 0 ? [] : await reads.sellersBySlugs(slugs);
  return new Map(rows.map((seller) => [seller.slug, seller]));
}
