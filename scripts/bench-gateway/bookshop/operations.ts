import { execute, parse, type GraphQLSchema } from 'graphql';
import type { World } from './world.ts';

export type OperationName = 'small' | 'big' | 'list' | 'mutation';

export interface BenchOperation {
  readonly name: OperationName;
  readonly title: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The subgraph that can answer it alone, if one can. */
  readonly answeredBy: string | null;
}

const CARD = 'fragment Card on Book { id title subtitle summary cover publishedOn author { name } }';
const PRICE = 'fragment Price on Book { bestOffer { id shop price currency inStock deliveredBy } }';
const OPINION =
  'fragment Opinion on Book { rating reviewCount reviews(first: $reviews) { id stars title text reader { id name avatar city } } }';

export const OPERATIONS: readonly BenchOperation[] = [
  {
    name: 'small',
    title: 'small: one book, 4 fetches, 2 KB',
    query: `query Book($id: ID!, $reviews: Int!) {
      book(id: $id) { ...Card genres pages isbn ...Price ...Opinion }
    } ${CARD} ${PRICE} ${OPINION}`,
    variables: { id: 'book-7', reviews: 5 },
    answeredBy: null,
  },
  {
    name: 'big',
    title: 'big: a home page, 94 KB',
    query: `query Home($first: Int!, $reviews: Int!) {
      bestsellers(first: $first) { ...Card ...Price ...Opinion author { books { id title ...Price } } }
      newest(first: $first) { ...Card ...Price ...Opinion related { ...Card ...Price ...Opinion } }
      me { name avatar remembered { ...Card ...Price ...Opinion related { id title ...Price rating } } }
    } ${CARD} ${PRICE} ${OPINION}`,
    variables: { first: 11, reviews: 2 },
    answeredBy: null,
  },
  {
    name: 'list',
    title: 'list: one fetch, 8 KB',
    query: `query Books($first: Int!) {
      books(first: $first) { id title subtitle summary cover publishedOn pages genres author { id name } }
    }`,
    variables: { first: 20 },
    answeredBy: 'books',
  },
  {
    name: 'mutation',
    title: 'mutation: one fetch',
    query: `mutation Remember($bookId: ID!, $note: String) {
      bookRemember(bookId: $bookId, note: $note) { remembered { book { id } note position } problems }
    }`,
    variables: { bookId: 'book-3', note: 'for the summer' },
    answeredBy: 'readers',
  },
];

/** What every gateway must answer: the operation run on the whole world at once, without subgraphs and without a plan. */
export async function expectedData(api: GraphQLSchema, world: World, operation: BenchOperation): Promise<unknown> {
  const { books, readers } = world;
  const slice =
    (from: number) =>
    ({ first }: { first: number }) =>
      books.slice(from, from + first);
  const book = ({ id }: { id: string }) => books.find((candidate) => candidate.id === id) ?? null;
  const { data, errors } = await execute({
    schema: api,
    document: parse(operation.query),
    variableValues: operation.variables,
    rootValue: {
      book,
      books: slice(0),
      bestsellers: slice(20),
      newest: slice(50),
      me: { ...readers[0], remembered: books.slice(80, 86) },
      bookRemember: ({ bookId, note }: { bookId: string; note: string | null }) => ({
        remembered: { book: book({ id: bookId }), note, position: 1 },
        problems: [],
      }),
    },
  });
  if (errors) throw new Error(`${operation.name} cannot be run: ${errors.join(', ')}`);
  return data;
}
