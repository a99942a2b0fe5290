import { parse, type DocumentNode } from 'graphql';
import type { World } from './world.ts';

/** What a subgraph knows, and where it looks it up. Fields without a resolver are properties of the world's objects. */
export interface SubgraphSource {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@listSize", "@authenticated"])';

/** Four subgraphs of a bookshop: what a page shows is spread over all of them. */
export function bookshopSubgraphs({ books, authors, readers }: World): readonly SubgraphSource[] {
  const bookById = byId(books);
  const authorById = byId(authors);
  const readerById = byId(readers);
  const subgraph = (name: string, sdl: string, resolvers: SubgraphSource['resolvers']): SubgraphSource => ({
    name,
    typeDefs: parse(`${LINK}\n${sdl}`),
    resolvers,
  });
  const book = { __resolveReference: bookById };
  const slice =
    (from: number) =>
    (_: unknown, { first }: First) =>
      books.slice(from, from + first);

  return [
    subgraph('books', BOOKS, {
      Query: {
        book: (_: unknown, { id }: { id: string }) => bookById({ id }),
        books: slice(0),
        bestsellers: slice(20),
        newest: slice(50),
      },
      Book: book,
      Author: { __resolveReference: authorById },
    }),
    subgraph('offers', OFFERS, { Book: book }),
    subgraph('opinions', OPINIONS, { Book: book }),
    subgraph('readers', READERS, {
      Query: { me: () => readers[0] },
      Mutation: {
        bookRemember: (_: unknown, { bookId, note }: { bookId: string; note: string | null }) => ({
          remembered: { book: bookById({ id: bookId }), note, position: 1 },
          problems: [],
        }),
      },
      Reader: {
        __resolveReference: readerById,
        remembered: () => books.slice(80, 86),
      },
    }),
  ];
}

interface First {
  readonly first: number;
}

function byId<T extends { readonly id: string }>(entities: readonly T[]): (reference: { id: string }) => T | null {
  const known = new Map(entities.map((entity) => [entity.id, entity]));
  return ({ id }) => known.get(id) ?? null;
}

const BOOKS = `
  type Query {
    book(id: ID!): Book
    books(first: Int!): [Book!] @listSize(slicingArguments: ["first"])
    bestsellers(first: Int!): [Book!] @listSize(slicingArguments: ["first"])
    newest(first: Int!): [Book!] @listSize(slicingArguments: ["first"])
  }
  type Book @key(fields: "id") {
    id: ID!
    title: String!
    subtitle: String
    summary: String!
    isbn: String!
    pages: Int!
    publishedOn: String!
    cover: String!
    genres: [String!]!
    author: Author
    related: [Book!] @listSize(assumedSize: 4)
  }
  type Author @key(fields: "id") {
    id: ID!
    name: String!
    bio: String!
    books: [Book!] @listSize(assumedSize: 4)
  }
`;

const OFFERS = `
  type Book @key(fields: "id") {
    id: ID!
    offers: [Offer!] @listSize(assumedSize: 3)
    bestOffer: Offer
  }
  type Offer {
    id: ID!
    shop: String!
    price: Int! @cost(weight: 1)
    currency: String!
    inStock: Int!
    deliveredBy: String!
  }
`;

const OPINIONS = `
  type Book @key(fields: "id") {
    id: ID!
    rating: Float
    reviewCount: Int
    reviews(first: Int!): [Review!] @listSize(slicingArguments: ["first"])
  }
  type Review {
    id: ID!
    stars: Int!
    title: String!
    text: String!
    writtenAt: String!
    reader: Reader
  }
  type Reader @key(fields: "id") {
    id: ID!
  }
`;

const READERS = `
  type Query {
    me: Reader @authenticated
  }
  type Mutation {
    bookRemember(bookId: ID!, note: String): BookRememberPayload @authenticated
  }
  type BookRememberPayload {
    remembered: Remembered
    problems: [String!]!
  }
  type Remembered {
    book: Book
    note: String
    position: Int!
  }
  type Reader @key(fields: "id") {
    id: ID!
    name: String!
    avatar: String!
    city: String!
    level: Int!
    remembered: [Book!] @authenticated @listSize(assumedSize: 6)
  }
  type Book @key(fields: "id") {
    id: ID!
  }
`;
