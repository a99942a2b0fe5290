import { ProductPageDocument } from '@emporium/web-client';
import { inTurn, type Scenario } from '../scenario.ts';
import { expect, Shopper } from '../shopper.ts';

export const DESTINATION = { country: 'US', postalCode: '94103' };

export const productPage: Scenario = {
  name: 'product-page',
  title: 'Product page',
  async prepare({ pool, catalogue }) {
    const visitor = new Shopper(pool);
    const next = inTurn(catalogue.products);
    const visit = async () => {
      const { slug } = next();
      const { product } = await visitor.ask(ProductPageDocument, { slug, destination: DESTINATION });
      expect(product?.slug === slug, `there should be a page for ${slug}`);
      return product;
    };

    // The first is the best seller, of which there is everything.
    const { featuredOffer, ratingSummary, reviews } = await visit();
    expect(featuredOffer?.seller.displayName !== undefined, 'the sellers subgraph should have an offer');
    expect(featuredOffer.availability !== null, 'inventory should know its stock');
    expect(featuredOffer.deliveryEstimate !== null, 'inventory should know when it arrives');
    expect(ratingSummary !== null && (reviews?.nodes.length ?? 0) > 0, 'there should be reviews');
    expect(reviews?.nodes[0]?.author?.displayName !== undefined, 'users should know who wrote them');
    return { run: async () => void (await visit()) };
  },
};
