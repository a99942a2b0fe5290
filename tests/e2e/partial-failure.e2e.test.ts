import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import type { Gateway } from '@emporium/gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopper, type Answer, type Shopper } from './support/client.ts';
import { gatewayOfOurOwn } from './support/gateway.ts';
import { buy, cartWith, goods, newcomer, type Goods } from './support/journey.ts';

/** Nobody listens there: the discard service's port. */
const NOWHERE = 'http://127.0.0.1:9/graphql';

let wanted: Goods;
let buyer: Shopper;
let orderId: string;
beforeAll(async () => {
  wanted = await goods(3);
  buyer = await newcomer();
  orderId = (await buy(buyer, wanted.offerId)).id;
  await cartWith(buyer, wanted.offerId);
});

interface Page {
  readonly document: string;
  /** Fields by path, each with the subgraphs that it cannot be known without. */
  readonly fields: Readonly<Record<string, readonly SubgraphName[]>>;
}

const PAGES: Readonly<Record<string, Page>> = {
  'the product page': {
    document: `query ($slug: String!) { page: product(slug: $slug) {
      title
      featuredOffer {
        price { amount } availability { status } effectivePrice { amount }
        deliveryEstimate(destination: { country: "US", postalCode: "94103" }) { latest }
      }
      ratingSummary { average } reviews(first: 3) { nodes { title author { displayName } } }
    } }`,
    fields: {
      title: ['products'],
      'featuredOffer.price': ['products', 'sellers'],
      'featuredOffer.availability': ['products', 'sellers', 'inventory'],
      'featuredOffer.effectivePrice': ['products', 'sellers', 'promotions'],
      'featuredOffer.deliveryEstimate': ['products', 'sellers', 'inventory'],
      ratingSummary: ['products', 'reviews'],
      'reviews.nodes.0.title': ['products', 'reviews'],
      'reviews.nodes.0.author': ['products', 'reviews', 'users'],
    },
  },
  search: {
    document: `query { page: search(query: "bluetooth", first: 5) {
      totalCount nodes { card { title priceFrom { amount } } featuredOffer { price { amount } } ratingSummary { average } } } }`,
    fields: {
      totalCount: ['products'],
      'nodes.0.card.priceFrom': ['products'],
      'nodes.0.featuredOffer': ['products', 'sellers'],
      'nodes.0.ratingSummary': ['products', 'reviews'],
    },
  },
  'the deals': {
    document: `query { page: deals(first: 3) {
      nodes { title dealPrice { amount } offer { price { amount } availability { status } } } } }`,
    fields: {
      'nodes.0.title': ['promotions'],
      'nodes.0.dealPrice': ['promotions'],
      'nodes.0.offer.price': ['promotions', 'sellers'],
      'nodes.0.offer.availability': ['promotions', 'sellers', 'inventory'],
    },
  },
  'the cart': {
    document: `query { page: cart {
      itemCount totals { total { amount } }
      lines { nodes { quantity offer { price { amount } availability { status } variant { title } } } } } }`,
    fields: {
      itemCount: ['cart'],
      totals: ['cart'],
      'lines.nodes.0.quantity': ['cart'],
      'lines.nodes.0.offer.price': ['cart', 'sellers'],
      'lines.nodes.0.offer.availability': ['cart', 'sellers', 'inventory'],
      'lines.nodes.0.offer.variant.title': ['cart', 'sellers', 'products'],
    },
  },
  'the order page': {
    document: `query ($orderId: ID) { page: order(id: $orderId) {
      number status lines { titleSnapshot variant { title } offer { price { amount } } }
      payments { status } customer { profile { displayName } } } }`,
    fields: {
      number: ['orders'],
      status: ['orders'],
      'lines.0.titleSnapshot': ['orders'],
      'lines.0.variant.title': ['orders', 'products'],
      'lines.0.offer.price': ['orders', 'sellers'],
      payments: ['orders', 'payments'],
      'customer.profile': ['orders', 'users'],
    },
  },
};

const at = (data: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], data) ?? null;

describe.each(SUBGRAPHS)('without %s', (down) => {
  let gateway: Gateway;
  let client: Shopper;
  beforeAll(async () => {
    gateway = await gatewayOfOurOwn({ [down]: NOWHERE });
    client = shopper(buyer.token, gateway.url);
  });
  afterAll(() => gateway.stop());

  it.each(Object.entries(PAGES))('%s keeps what the others know', async (_name, { document, fields }) => {
    const { data, errors = [] }: Answer = await client.query(document, { slug: wanted.slug, orderId });
    const known = Object.keys(fields).filter((path) => at(data?.page, path) !== null);
    expect(known).toEqual(Object.keys(fields).filter((path) => !fields[path]!.includes(down)));
    expect(errors.length > 0).toBe(known.length < Object.keys(fields).length);
    for (const { extensions } of errors) {
      expect(extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', service: down });
    }
  });
});
