import { beforeAll, describe, expect, inject, it } from 'vitest';
import { partsOf, type Part } from '../../gateway/src/testing/parts-of.ts';
import { shopper } from './support/client.ts';
import { gatewayOfOurOwn } from './support/gateway.ts';
import { goods, type Goods } from './support/journey.ts';

/** Nobody listens there: the discard service's port. */
const NOWHERE = 'http://127.0.0.1:9/graphql';

const PAGE = `query ProductPage($slug: String!) { product(slug: $slug) {
  id title
  ... @defer(label: "Reviews") {
    ratingSummary { average }
    reviews(first: 3) { nodes { title ... @defer(label: "Author") { author { displayName } } } }
  }
  featuredOffer { price { amount } ... @defer(label: "Availability") { availability { status } } }
} }`;

let wanted: Goods;
beforeAll(async () => void (wanted = await goods(1)));

async function page(url: string): Promise<Part[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824, application/json' },
    body: JSON.stringify({ query: PAGE, variables: { slug: wanted.slug } }),
  });
  const parts: Part[] = [];
  for await (const part of partsOf(response)) parts.push(part);
  return parts;
}

// oxlint-disable-next-line no-explicit-any
type Page = any;

describe('the product page', () => {
  it('comes in parts that make up the whole', async () => {
    const whole: Page = (await shopper().ask(PAGE, { slug: wanted.slug })).product;
    const [first, ...rest] = await page(inject('marketplace').gateway);
    expect(first!.data).toEqual({
      product: { id: whole.id, title: whole.title, featuredOffer: { price: whole.featuredOffer.price } },
    });
    const later = rest.flatMap(({ incremental }) => incremental ?? []);
    const labelled = (label: string) => later.filter((part) => part.label === label);
    const reviews: Page[] = whole.reviews.nodes;
    expect(reviews).not.toEqual([]);
    expect(labelled('Availability')).toEqual([
      {
        label: 'Availability',
        path: ['product', 'featuredOffer'],
        data: { availability: whole.featuredOffer.availability },
      },
    ]);
    expect(labelled('Reviews')).toEqual([
      {
        label: 'Reviews',
        path: ['product'],
        data: { ratingSummary: whole.ratingSummary, reviews: { nodes: reviews.map(({ title }) => ({ title })) } },
      },
    ]);
    expect(labelled('Author')).toEqual(
      reviews.map(({ author }, index) => ({
        label: 'Author',
        path: ['product', 'reviews', 'nodes', index],
        data: { author },
      })),
    );
  });

  it('is there without its reviews when they are down', async () => {
    const gateway = await gatewayOfOurOwn({ reviews: NOWHERE });
    try {
      const [first, ...rest] = await page(gateway.url);
      expect(first!.errors).toBeUndefined();
      expect(first!.data).toMatchObject({ product: { featuredOffer: { price: {} } } });
      const later = rest.flatMap(({ incremental }) => incremental ?? []);
      const errors = later.flatMap((part) => part.errors ?? []);
      expect(later.find(({ label }) => label === 'Availability')?.errors).toBeUndefined();
      expect(errors.map(({ extensions }) => extensions)).toContainEqual({
        code: 'SERVICE_UNAVAILABLE',
        service: 'reviews',
      });
    } finally {
      await gateway.stop();
    }
  });
});
