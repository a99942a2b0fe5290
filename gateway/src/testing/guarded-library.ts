import { hasScopes, isAuthenticated, type UserViewer, type Viewer } from '@emporium/platform/identity';
import { seededIds } from '@emporium/platform/ids';
import {
  buildSchema,
  defaultFieldResolver,
  executeSync,
  getNamedType,
  GraphQLError,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
} from 'graphql';

/** A supergraph's text, as far as access goes: types, links and directives. */
export const LIBRARY_SDL = /* GraphQL */ `
  schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY) {
    query: Query
    mutation: Mutation
    subscription: Subscription
  }
  directive @link(url: String, as: String, for: Purpose, import: [String]) repeatable on SCHEMA
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  enum Purpose {
    SECURITY
    EXECUTION
  }

  type Query {
    book: Book
    bookOrFail: Book!
    books: [Book!]!
    shelves: [[Book!]]
    works: [Work]
    work: Work
    node: Node
    hits: [Hit]
    author(name: String, first: Int): Author
    me: Author @authenticated
    vault: Vault
    ranked: Int @policy(policies: [["fair"]])
    open: Int
  }
  type Mutation {
    touch: Book
    lend(days: Int): Book @authenticated
    sell: Book! @requiresScopes(scopes: [["trade"]])
  }
  type Subscription {
    returned: Book!
    lent: Book! @authenticated
  }
  interface Node {
    id: ID!
  }
  interface Work {
    title: String!
    price: Int
    sequel: Work
  }
  type Book implements Work & Node {
    id: ID!
    title: String!
    price: Int @requiresScopes(scopes: [["trade"]])
    sequel: Work
    author: Author!
    margin: Int! @requiresScopes(scopes: [["trade", "finance"], ["admin"]])
  }
  type Film implements Work {
    title: String!
    price: Int
    sequel: Work
    director: Author
  }
  type Diary implements Node @authenticated {
    id: ID!
    page: Int
  }
  union Hit = Book | Film | Diary
  type Author {
    name: String!
    email: String @authenticated
    mood: Mood
    iban: Iban!
    books(first: Int): [Book!]!
    works: [Work!]
    mentor: Author
  }
  type Vault @requiresScopes(scopes: [["finance"]]) {
    gold: Int
    keeper: Author
  }
  enum Mood @authenticated {
    CALM
    GRIM
  }
  scalar Iban @requiresScopes(scopes: [["finance"]])
`;

export const librarySchema = buildSchema(LIBRARY_SDL);

const ann: Record<string, unknown> = { name: 'Ann', email: 'ann@x', mood: 'CALM', iban: 'AT1', mentor: null };
const bob: Record<string, unknown> = { name: 'Bob', email: 'bob@x', mood: 'GRIM', iban: 'AT2', mentor: ann };
const film: Record<string, unknown> = { __typename: 'Film', title: 'Up', price: 3, sequel: null, director: null };
const book: Record<string, unknown> = { __typename: 'Book', id: 'b1', title: 'It', price: 5, margin: 2, author: ann };
const other: Record<string, unknown> = { ...book, id: 'b2', title: 'Go', author: bob, sequel: film };
book['sequel'] = other;
ann['books'] = [book];
ann['works'] = null;
bob['books'] = [other, book];
bob['works'] = [film, book];
const diary = { __typename: 'Diary', id: 'd1', page: 7 };

const ROOTS: Record<string, unknown> = {
  book, bookOrFail: other, books: [book, other], shelves: [[book], null, [other, book]], works: [film, null, book],
  work: book, node: diary, hits: [diary, book, film], author: bob, me: ann, vault: { gold: 9, keeper: bob }, ranked: 1,
  open: 2, touch: book, lend: other, sell: book, returned: book, lent: other,
}; // prettier-ignore

/** Runs an operation on the library; given a viewer, each field first asks whether that viewer may see it. */
export function executeOnLibrary(
  document: DocumentNode,
  options: { variables?: Record<string, unknown>; operationName?: string; guardedFor?: Viewer } = {},
): ExecutionResult {
  const { variables, operationName, guardedFor } = options;
  const guard: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const field = info.parentType.getFields()[info.fieldName]!;
    const asked = [field, info.parentType, getNamedType(field.type)].flatMap((at) => at.astNode?.directives ?? []);
    if (guardedFor && !asked.every((directive) => isMetBy(guardedFor, directive))) {
      const code = isAuthenticated(guardedFor) ? 'FORBIDDEN' : 'UNAUTHENTICATED';
      throw new GraphQLError('denied', { extensions: { code } });
    }
    return defaultFieldResolver(source, args, context, info) as unknown;
  };
  return executeSync({
    schema: librarySchema,
    document,
    rootValue: ROOTS,
    fieldResolver: guard,
    ...(variables && { variableValues: variables }),
    ...(operationName !== undefined && { operationName }),
  });
}

function isMetBy(viewer: Viewer, { name, arguments: args }: ConstDirectiveNode): boolean {
  switch (name.value) {
    case 'authenticated':
      return isAuthenticated(viewer);
    case 'requiresScopes':
      return hasScopes(viewer, valueFromASTUntyped(args![0]!.value) as string[][]);
    default:
      return false;
  }
}

const id = seededIds('library');

export const reader = (...scopes: string[]): UserViewer => ({
  kind: 'user',
  id: id('usr'),
  sessionId: id('ses'),
  scopes,
  tokenExpiresAt: new Date('2030-01-01'),
});
