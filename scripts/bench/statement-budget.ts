import { CompareProductsDocument, ProductPageDocument } from '@emporium/web-client';
import type { Meter } from './meter.ts';
import type { Shop } from './scenario.ts';
import { DESTINATION } from './scenarios/product-page.ts';
import { expect, Shopper } from './shopper.ts';

export interface StatementCount {
  readonly products: number;
  readonly statements: number;
}

const MANY = 50;
const TIMES = 10;

/** A product page, and a list of fifty products with everything that a product page has. */
export async function countStatements(meter: Meter, { pool, catalogue }: Shop): Promise<StatementCount[]> {
  const visitor = new Shopper(pool);
  const { slug } = catalogue.products[0]!;
  const one = await meter.fewestStatements(TIMES, async () => {
    const { product } = await visitor.ask(ProductPageDocument, { slug, destination: DESTINATION });
    expect(product?.featuredOffer?.availability != null, 'it should have its offer and stock');
  });

  const ids = catalogue.products.slice(0, MANY).map(({ id }) => id);
  const many = await meter.fewestStatements(TIMES, async () => {
    const { products } = await visitor.ask(CompareProductsDocument, { ids, first: MANY, destination: DESTINATION });
    expect(products?.nodes.length === MANY, `there should be ${MANY} products`);
    expect(
      products.nodes.every(({ featuredOffer }) => featuredOffer?.availability),
      'each should have offer and stock',
    );
  });
  return [
    { products: 1, statements: one },
    { products: MANY, statements: many },
  ];
}
