import { BestSellersDocument, type BestSellersQuery } from '@emporium/web-client';
import type { Pool } from 'undici';
import { expect, Shopper } from './shopper.ts';

export type Listed = NonNullable<BestSellersQuery['products']>['nodes'][number];

/** The products that the clients look at, search for and buy. */
export interface Catalogue {
  /** Best sellers, the best first, each with an offer of which there is enough for anybody. */
  readonly products: readonly Listed[];
}

const PAGES = 5;
const PAGE = 100;

export async function readCatalogue(pool: Pool): Promise<Catalogue> {
  const visitor = new Shopper(pool);
  const products: Listed[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const answer: BestSellersQuery = await visitor.ask(BestSellersDocument, { first: PAGE, after });
    expect(answer.products !== null, 'there should be best sellers');
    products.push(
      ...answer.products.nodes.filter(({ featuredOffer }) => featuredOffer?.availability?.status === 'IN_STOCK'),
    );
    if (!answer.products.pageInfo.hasNextPage) break;
    after = answer.products.pageInfo.endCursor;
  }
  expect(products.length >= 50, 'there should be at least fifty products in stock; seed more');
  return { products };
}
