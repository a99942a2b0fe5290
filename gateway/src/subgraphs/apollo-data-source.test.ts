import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { describe, expect, it } from 'vitest';
import { testContext } from '../testing/request-context.ts';
import { ApolloDataSource } from './apollo-data-source.ts';
import type { SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

const ENTITIES = `query Q($representations: [_Any!]!, $with: Boolean!) {
  _entities(representations: $representations) {
    __typename
    ... on Product { rating stars @include(if: $with) }
    ... on Seller { name }
  }
}`;
const representations = [
  { __typename: 'Product', id: 'p1' },
  { __typename: 'Seller', id: 's1' },
];

const sent: unknown[] = [];

/** A data source whose client answers with this, or fails with it. */
function sourceOf(result: Pick<SubgraphAnswer, 'data' | 'errors'> | SubgraphFailure): ApolloDataSource {
  const client: SubgraphClient = {
    name: 'reviews',
    url: 'http://localhost:1/graphql',
    send(body, kind, context) {
      sent.push({ body: JSON.parse(body) as unknown, kind, context });
      if (result instanceof SubgraphFailure) return Promise.reject(result);
      return Promise.resolve({ recognised: null, ...result });
    },
  };
  return new ApolloDataSource(client);
}

const context = testContext();
const ask = (source: ApolloDataSource, query: string, variables: Record<string, unknown> = {}) =>
  source.process({ request: { query, variables }, context } as unknown as GraphQLDataSourceProcessOptions);

describe('a fetch of @apollo/gateway', () => {
  it('goes through the subgraph’s client, as what it is', async () => {
    const source = sourceOf({ data: { a: 1 }, errors: undefined });
    expect(await ask(source, 'query A { a }', { x: 1 })).toEqual({ data: { a: 1 } });
    await ask(source, 'mutation B { b }');
    expect(sent).toEqual([
      { body: { query: 'query A { a }', variables: { x: 1 } }, kind: 'query', context },
      { body: { query: 'mutation B { b }', variables: {} }, kind: 'mutation', context },
    ]);
  });

  it('that fails costs each of its fields, with an error for each', async () => {
    const failure = new SubgraphFailure('reviews', 'deadline', 'no answer');
    const { message } = failure;
    const extensions = { code: 'DEADLINE_EXCEEDED', service: 'reviews' };
    expect(await ask(sourceOf(failure), '{ reviewCount newest: reviews { id } }')).toEqual({
      data: null,
      errors: [
        { message, path: ['reviewCount'], extensions },
        { message, path: ['newest'], extensions },
      ],
    });
    const paths = async (variables: Record<string, unknown>) =>
      (await ask(sourceOf(failure), ENTITIES, variables)).errors?.map(({ path }) => path);
    expect(await paths({ representations, with: true })).toEqual([
      ['_entities', 0, 'rating'],
      ['_entities', 0, 'stars'],
      ['_entities', 1, 'name'],
    ]);
    expect(await paths({ representations, with: false })).toEqual([
      ['_entities', 0, 'rating'],
      ['_entities', 1, 'name'],
    ]);
  });

  it('that is refused as a whole has the error at the fields it costs; errors with a place keep it', async () => {
    const errors = [{ message: 'no' }, { message: 'not there', path: ['b'] }];
    expect(await ask(sourceOf({ data: null, errors }), '{ a b }')).toEqual({
      data: null,
      errors: [
        { message: 'no', path: ['a'] },
        { message: 'no', path: ['b'] },
        { message: 'not there', path: ['b'] },
      ],
    });
    expect(await ask(sourceOf({ data: { a: 1 }, errors }), '{ a b }')).toEqual({ data: { a: 1 }, errors });
  });
});
