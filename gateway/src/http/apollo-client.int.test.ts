import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
beforeAll(async () => void (on = await startTestGateway()));
afterAll(() => on.stop());

it('Apollo Client shows each part when it is there', async () => {
  const client = new ApolloClient({
    link: new HttpLink({ uri: on.endpoint }),
    cache: new InMemoryCache(),
    incrementalHandler: new Defer20220824Handler(),
  });
  const query = gql`
    query {
      products {
        id
        title
        ... @defer(label: "Rating") {
          rating
        }
      }
    }
  `;
  const shown: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    client.watchQuery<object>({ query }).subscribe({
      next({ data, dataState }) {
        if (data) shown.push(JSON.parse(JSON.stringify(data)));
        if (dataState === 'complete') resolve();
      },
      error: reject,
    });
  });
  client.stop();

  const lamp = { __typename: 'Product', id: 'p1', title: 'Lamp' };
  const chair = { __typename: 'Product', id: 'p2', title: 'Chair' };
  const rated = { rating: 4.5 };
  expect(shown.at(0)).toEqual({ products: [lamp, chair] });
  expect(shown.at(-1)).toEqual({
    products: [
      { ...lamp, ...rated },
      { ...chair, ...rated },
    ],
  });
});
