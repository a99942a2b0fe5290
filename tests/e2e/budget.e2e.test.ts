import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Gateway } from '@emporium/gateway';
import { shopper } from './support/client.ts';
import { gatewayOfOurOwn } from './support/gateway.ts';
import { goods } from './support/journey.ts';

const { subgraphs } = inject('marketplace');

let gateway: Gateway;
beforeAll(async () => {
  gateway = await gatewayOfOurOwn();
});
afterAll(() => gateway.stop());

/** The sum of a metric over its labels. */
async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  if (lines.length === 0) throw new Error(`${url} has no metric ${name}`);
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** The parcels that the seed has left on their way all arrive in the first minute, which is work for everybody. */
const PATIENCE_MS = 90_000;

/** SQL statements of one piece of work: the fewest seen in each subgraph, since others are at work at the same time. */
async function statements(work: () => Promise<unknown>, enough: number): Promise<number> {
  const fewest = new Map<string, number>();
  const counts = () =>
    Promise.all(
      Object.entries(subgraphs).map(async ([name, url]) => [name, await metric(url, 'sql_statements_total')] as const),
    );
  const total = (): number => [...fewest.values()].reduce((sum, count) => sum + count, 0);
  const until = Date.now() + PATIENCE_MS;
  while (fewest.size === 0 || (total() > enough && Date.now() < until)) {
    const before = new Map(await counts());
    await work();
    for (const [name, after] of await counts()) {
      fewest.set(name, Math.min(fewest.get(name) ?? Infinity, after - before.get(name)!));
    }
  }
  return total();
}

/** Everything that the web client shows of a product, by six subgraphs. */
const PAGE = `
  id slug title descriptionHtml brand { name } category { name } breadcrumbs { slug name }
  media { image { url(width: 800) altText } } attributes { key value } options { name values }
  variants(first: 5) { nodes { id title } } offerCount
  featuredOffer {
    price { amount } seller { displayName } availability { status } activeDeal { percentOff }
    deliveryEstimate(destination: { country: "US", postalCode: "94103" }) { earliest latest }
  }
  ratingSummary { average count } reviews(first: 3) { nodes { rating title author { displayName } } }`;

it(
  'a whole product page takes eleven statements at most',
  async () => {
    const { slug } = await goods(5);
    const page = async (): Promise<void> => {
      const { product } = await shopper().ask(`query ($slug: String!) { product(slug: $slug) { ${PAGE} } }`, { slug });
      expect(product.featuredOffer.availability).not.toBeNull();
      expect(product.ratingSummary).not.toBeNull();
    };
    await page();
    expect(await statements(page, 11)).toBeLessThanOrEqual(11);
  },
  PATIENCE_MS + 10_000,
);

it(
  'fifty of them take twelve at most',
  async () => {
    const list = await shopper().ask('{ products(first: 50) { nodes { id } } }');
    const ids = list.products.nodes.map(({ id }: { id: string }) => id);
    const pages = async (): Promise<void> => {
      // A gateway without a bound on what a client may spend.
      const { products } = await shopper(null, gateway.url).ask(
        `query ($ids: [ID!]!) { products(ids: $ids, first: 50) { nodes { ${PAGE} } } }`,
        { ids },
      );
      expect(products.nodes).toHaveLength(50);
    };
    await pages();
    expect(await statements(pages, 12)).toBeLessThanOrEqual(12);
  },
  PATIENCE_MS + 10_000,
);

it(
  'a list of products asks one subgraph, once',
  async () => {
    const list = async (): Promise<void> => {
      const { products } = await shopper(null, gateway.url).ask(
        '{ products(first: 24) { nodes { slug card { title priceFrom { amount } rating ratingCount availability } } } }',
      );
      expect(products.nodes).toHaveLength(24);
    };
    const FETCHES = 'gateway_subgraph_fetch_duration_seconds_count';
    await list();
    const before = await metric(gateway.url, FETCHES);
    await list();
    expect((await metric(gateway.url, FETCHES)) - before).toBe(1);
    expect(await statements(list, 1)).toBe(1);
  },
  PATIENCE_MS + 10_000,
);
