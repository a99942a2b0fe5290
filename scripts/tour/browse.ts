import type { TourClient } from './client.ts';
import { chapter, expect, money, say, tell } from './narrator.ts';

export interface Listed {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
}

export interface Product extends Listed {
  readonly offerId: string;
  readonly rating: { readonly average: number | null; readonly count: number };
}

export async function browse(client: TourClient): Promise<Listed> {
  chapter('Browse');
  const { categories, products } = await client.ask(`{
    categories { name productCount }
    products(first: 5, sort: BEST_SELLING, filter: { inStockOnly: true }) {
      nodes { id slug card { title priceFrom { amount currencyCode } rating ratingCount availability offerCount } }
    }
  }`);
  expect(categories.length >= 5, 'a shop should have departments');
  say(
    `${categories.length} departments: ${categories
      .slice(0, 6)
      .map((category: { name: string }) => category.name)
      .join(', ')} …`,
  );
  for (const { card } of products.nodes) {
    say(`${money(card.priceFrom).padStart(10)}  ★ ${card.rating ?? '–'} (${card.ratingCount})  ${card.title}`);
  }
  const [first] = products.nodes;
  expect(first !== undefined, 'there should be best sellers');
  return { id: first.id, slug: first.slug, title: first.card.title };
}

export async function search(client: TourClient, wanted: Listed): Promise<void> {
  chapter('Search, with a typo');
  const word = wanted.title
    .split(/[^a-zA-Z]+/)
    .filter((candidate) => candidate.length >= 6)
    .sort((a, b) => b.length - a.length)[0];
  expect(word !== undefined, 'a title should have a word to search for');
  const typo = word.slice(0, 2) + word[3] + word[2] + word.slice(4);
  const { search: result } = await client.ask(
    `query ($q: String!) { search(query: $q, first: 5) {
      totalCount correctedQuery didYouMean
      nodes { id card { title } }
      facets { __typename key label ... on TermFacet { buckets { label count } } }
    } }`,
    { q: typo.toLowerCase() },
  );
  say(
    `“${typo.toLowerCase()}” → ${result.totalCount} products${result.correctedQuery ? `, read as “${result.correctedQuery}”` : ''}`,
  );
  expect(result.totalCount > 0, `a search for “${typo}” should find what “${word}” finds`);
  for (const { card } of result.nodes.slice(0, 3)) say(card.title);
  const facet = result.facets.find((candidate: { buckets?: unknown[] }) => candidate.buckets?.length);
  if (facet)
    say(
      `narrow down by ${facet.label}: ${facet.buckets
        .slice(0, 4)
        .map((b: { label: string; count: number }) => `${b.label} (${b.count})`)
        .join(', ')}`,
    );
}

export async function visitProduct(client: TourClient, slug: string): Promise<Product> {
  chapter('A product page, joined across six subgraphs');
  const { product } = await client.ask(
    `query ($slug: String!) { product(slug: $slug) {
      id slug title brand { name } category { name }
      featuredOffer {
        id price { amount currencyCode } seller { displayName }
        availability { status lowStockQuantity }
        deliveryEstimate(destination: { country: "US", postalCode: "94103" }) { earliest latest }
        activeDeal { percentOff }
      }
      offerCount
      ratingSummary { average count }
      reviews(first: 2) { nodes { rating title author { displayName } } }
    } }`,
    { slug },
  );
  const offer = product.featuredOffer;
  expect(offer !== null, 'the product should have a featured offer');
  const { brand, category, ratingSummary } = product;
  tell('products', product.title);
  tell('', `by ${brand?.name ?? 'nobody known'}, in ${category.name}`);
  tell('sellers', `${money(offer.price)} from ${offer.seller.displayName}, one of ${product.offerCount} offers`);
  const { deliveryEstimate: delivery } = offer;
  expect(delivery !== null, 'the product page should say when a parcel would arrive');
  tell(
    'inventory',
    `${offer.availability.status}, arrives in San Francisco ${delivery.earliest} to ${delivery.latest}`,
  );
  tell('promotions', offer.activeDeal ? `a deal takes ${offer.activeDeal.percentOff} % off` : 'no deal at present');
  tell('reviews', `★ ${ratingSummary.average} of ${ratingSummary.count} reviews`);
  for (const { title, author } of product.reviews.nodes) tell('users', `“${title}”, ${author?.displayName}`);
  return { id: product.id, slug, title: product.title, offerId: offer.id, rating: ratingSummary };
}
