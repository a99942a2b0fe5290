import type { TourClient } from './client.ts';
import { chapter, expect, money, say } from './narrator.ts';

export interface Listed {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
}

export interface Product extends Listed {
  readonly offerId: string;
  readonly ratingCount: number;
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
  say(`${product.title}, by ${product.brand?.name ?? 'nobody known'}, in ${product.category.name}        (products)`);
  say(`${money(offer.price)} from ${offer.seller.displayName}, ${product.offerCount} offers        (sellers)`);
  say(
    `${offer.availability.status}, arrives ${offer.deliveryEstimate?.earliest} to ${offer.deliveryEstimate?.latest}        (inventory)`,
  );
  say(`★ ${product.ratingSummary.average} of ${product.ratingSummary.count} reviews        (reviews)`);
  for (const review of product.reviews.nodes) say(`“${review.title}”, ${review.author?.displayName}        (users)`);
  say(
    offer.activeDeal
      ? `a deal takes ${offer.activeDeal.percentOff} % off        (promotions)`
      : 'no deal at present        (promotions)',
  );
  return { id: product.id, slug, title: product.title, offerId: offer.id, ratingCount: product.ratingSummary.count };
}
