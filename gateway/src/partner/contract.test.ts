import { readFileSync } from 'node:fs';
import { ANONYMOUS } from '@emporium/platform/identity';
import { silentLog } from '@emporium/platform/log';
import { getOperationAST, parse, printSchema, lexicographicSortSchema, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createAccess } from '../access/create-access.ts';
import { loadCompiledSupergraph } from '../engine/compiled-supergraph.ts';
import type { SubgraphClient } from '../subgraphs/subgraph-client.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../schema/partner/${name}.graphql`, import.meta.url), 'utf8');
const client = (name: string, url: string): SubgraphClient => ({
  name,
  url,
  send: () => Promise.reject(new Error('nothing is fetched here')),
});

const PRODUCT_PAGE = /* GraphQL */ `
  query ProductPage($id: ID!) {
    product(id: $id) {
      title
      ratingSummary {
        average
      }
      featuredOffer {
        effectivePrice {
          amount
        }
        availability {
          status
        }
        seller {
          displayName
        }
      }
    }
  }
`;

describe.each(['auto', 'apollo'] as const)('the committed contract, planned by %s', async (planner) => {
  const loaded = await loadCompiledSupergraph(read('supergraph'), {
    planner,
    overrideLabels: [],
    client,
    log: silentLog,
  });
  const plan = (source: string) => {
    const document = parse(source);
    expect(validate(loaded.schema, document)).toEqual([]);
    return loaded.plan(document, getOperationAST(document)!);
  };

  it('shows partners what they were promised', () => {
    expect(`${printSchema(lexicographicSortSchema(loaded.schema))}\n`).toBe(read('api'));
  });

  it('joins over what it hides', () => {
    const described = plan(PRODUCT_PAGE).describe();
    for (const service of ['products', 'reviews', 'sellers', 'promotions', 'inventory']) {
      expect(described).toContain(`service: "${service}"`);
    }
  });

  it('streams', () => {
    const ticks = plan('subscription ($ids: [ID!]!) { dealTicks(dealIds: $ids) { dealId sequence } }');
    expect(ticks.stream?.service).toBe('promotions');
  });

  it('keeps the rules of who may see what', () => {
    const document = parse('{ cart { id } homeFeed { __typename } }');
    const { restrict } = createAccess(loaded.ast, loaded.schema).compile(document, getOperationAST(document)!);
    expect(
      restrict(ANONYMOUS)
        ?.complete(null, {})
        .errors.map(({ path }) => path),
    ).toEqual([['cart']]);
  });
});
