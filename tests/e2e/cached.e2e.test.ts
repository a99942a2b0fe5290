import { expect, inject, it } from 'vitest';
import { shopper, signIn, type Answer } from './support/client.ts';

const { gateway } = inject('marketplace');

/** By GET, as a cache in between can keep it. */
const get = (query: string, token: string | null = null) =>
  fetch(`${gateway}/graphql?${new URLSearchParams({ query })}`, {
    headers: { 'apollo-require-preflight': '1', ...(token !== null && { authorization: `Bearer ${token}` }) },
  });

it('caches may keep the page of a category for those who come without a token, and without prices', async () => {
  const { categories } = await shopper().ask('{ categories { slug } }');
  const page = (fields: string) =>
    `{ category(slug: "${categories[0].slug}") { name children { slug name } path { name } }
      products(first: 3) { nodes { ${fields} } pageInfo { endCursor } } }`;

  const anonymous = await get(page('title brand { name }'));
  expect(anonymous.headers.get('cache-control')).toBe('public, max-age=30');
  expect(anonymous.headers.get('vary')).toContain('authorization');
  expect(((await anonymous.json()) as Answer).data.products.nodes).toHaveLength(3);

  const { token } = await signIn('buyer');
  for (const answer of [await get(page('title'), token), await get(page('title card { priceFrom { amount } }'))]) {
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).not.toHaveProperty('errors');
  }
});
