import { composeServices } from '@apollo/composition';
import { verifyIdentity } from '@emporium/platform/identity';
import { GraphQLError, parse } from 'graphql';
import { EventLog } from './event-log.ts';
import { startStandIn, type StandInContext, type StandInSubgraph } from './stand-in-subgraph.ts';

export const IDENTITY_SECRET = 'a secret that only the gateway and the subgraphs know';

export interface Marketplace {
  readonly products: StandInSubgraph;
  readonly reviews: StandInSubgraph;
  readonly users: StandInSubgraph;
  readonly productTicks: EventLog;
  readonly orderUpdates: EventLog;
  readonly urls: Readonly<Record<string, string>>;
  readonly supergraph: string;
  stop(): Promise<void>;
}

const titles: Record<string, string> = { p1: 'Lamp', p2: 'Chair' };
const product = (id: string) => ({ __typename: 'Product', id, title: titles[id] ?? `Product ${id}` });

/** Three stand-in subgraphs that join on `Product`, with a public stream and a personal one. */
export async function startMarketplace(): Promise<Marketplace> {
  const productTicks = new EventLog();
  const orderUpdates = new EventLog();

  const products = await startStandIn(
    'products',
    `
    type Query { products: [Product!] product(id: ID!): Product nested: Nested fail(code: String): String }
    type Mutation { productRename(id: ID!, title: String!): Product }
    type Subscription {
      productTicks(ids: [ID!]!, after: Int): ProductTick!
      secretTicks(after: Int): SecretTick! @authenticated
    }
    type Product @key(fields: "id") { id: ID! title: String! }
    type ProductTick { sequence: Int! productId: ID! price: Int product: Product }
    type SecretTick { sequence: Int! productId: ID! }
    type Nested { nested: Nested value: Int }
    `,
    {
      Query: {
        products: () => Object.keys(titles).map(product),
        product: (_: never, { id }: { id: string }) => product(id),
        nested: () => ({ value: 1 }),
        fail: (_: never, { code }: { code?: string }) => {
          throw Object.assign(new Error('the password of the database is hunter2'), {
            extensions: code ? { code, hint: 'kept' } : {},
          });
        },
      },
      Mutation: { productRename: (_: never, { id, title }: { id: string; title: string }) => ({ id, title }) },
      Subscription: {
        productTicks: {
          subscribe: (_: never, { after }: { after?: number }) => {
            if (after === -1) throw new GraphQLError('Too old.', { extensions: { code: 'RESYNC' } });
            return productTicks.subscribe(after);
          },
          resolve: tick,
        },
        secretTicks: {
          subscribe: (_: never, { after }: { after?: number }) => productTicks.subscribe(after),
          resolve: tick,
        },
      },
      Product: { __resolveReference: ({ id }: { id: string }) => product(id) },
    },
  );

  const reviews = await startStandIn(
    'reviews',
    `
    type Query { reviewCount: Int }
    type Product @key(fields: "id") { id: ID! rating: Float certain: Float! stars: [Int!] mine: String @authenticated }
    `,
    {
      Query: { reviewCount: () => 7 },
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        rating: () => 4.5,
        certain: ({ id }: { id: string }) => (id === 'p1' ? 1 : 2),
        stars: () => [5, 4],
        mine: (_: never, __: never, context: StandInContext) => viewerIn(context),
      },
    },
  );

  const users = await startStandIn(
    'users',
    `
    type Query { whoAmI: String headersSeen: [String!] }
    type Subscription { orderUpdated(orderId: ID!, after: Int): OrderEvent! @authenticated }
    type OrderEvent { sequence: Int! orderId: ID! viewer: String product: Product }
    type Product @key(fields: "id", resolvable: false) { id: ID! }
    `,
    {
      Query: {
        whoAmI: (_: never, __: never, context: StandInContext) => viewerIn(context),
        headersSeen: (_: never, __: never, { headers }: StandInContext) => Object.keys(headers),
      },
      Subscription: {
        orderUpdated: {
          subscribe: (_: never, { after }: { after?: number }) => orderUpdates.subscribe(after),
          resolve: (event: { sequence: number }, { orderId }: { orderId: string }, context: StandInContext) => ({
            sequence: event.sequence,
            orderId,
            viewer: viewerIn(context),
            product: { id: 'p1' },
          }),
        },
      },
    },
  );

  const all = [products, reviews, users];
  const composed = composeServices(all.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.errors) throw new AggregateError(composed.errors, 'the stand-ins do not compose');
  return {
    products,
    reviews,
    users,
    productTicks,
    orderUpdates,
    urls: Object.fromEntries(all.map(({ name, url }) => [name, url])),
    supergraph: composed.supergraphSdl,
    stop: async () => void (await Promise.all(all.map((subgraph) => subgraph.stop()))),
  };
}

const tick = (event: { sequence: number; productId?: string; price?: number }) => ({
  sequence: event.sequence,
  productId: event.productId ?? 'p1',
  price: event.price ?? null,
  product: { id: event.productId ?? 'p1', title: titles[event.productId ?? 'p1'] },
});

/** Whom the signed identity proves, as a subgraph would read it: from the header, or on a socket the extensions. */
function viewerIn({ headers, extensions }: StandInContext): string {
  const signed = headers['x-emporium-identity'] ?? extensions['identity'];
  if (typeof signed !== 'string') return 'anonymous';
  const viewer = verifyIdentity(signed, IDENTITY_SECRET);
  if (!viewer.ok) return `refused: ${viewer.error}`;
  return 'id' in viewer.value ? `${viewer.value.kind} ${viewer.value.id}` : viewer.value.kind;
}
