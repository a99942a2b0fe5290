import { crc32 } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/library-operations.ts';
import { openStall, withBlank, type Answered, type Change, type StallSubgraph } from './testing/stall.ts';

const titles = ['Nets', 'Knots “and” ropes', 'Sails\n\\2', 'Größe 🌊'];
const books = titles.map((title, index) => ({
  id: `b${index + 1}`,
  title,
  pages: 100 + index,
  price: index === 2 ? null : { amount: `${index}.50`, currency: 'EUR' },
  size: { width: 10 + index, height: 20 + index },
  author: index === 3 ? null : { name: `Writer ${index}`, books: () => (index === 0 ? books.slice(1, 3) : []) },
}));
const bookById = ({ id }: { id: string }) => books.find((book) => book.id === id) ?? null;
const reviewsOf = ({ id }: { id: string }) =>
  id === 'b3' ? [] : [1, 2].map((stars) => ({ id: `${id}-${stars}`, stars, reader: { id: `r${stars}` } }));

const subgraphs: Record<string, StallSubgraph> = {
  books: {
    sdl: `
      type Query { books: [Book!]! book(id: ID!): Book featured: Book }
      type Mutation { bookPrint(id: ID!): Book! }
      type Book @key(fields: "id") {
        id: ID! title: String! pages: Int price: Money author: Author size: Size @shareable
      }
      type Size { width: Int }
      type Money { amount: String! currency: String! }
      type Author { name: String! books: [Book!]! }
    `,
    resolvers: { Book: { __resolveReference: bookById } },
    root: { books, book: bookById, featured: books[1], bookPrint: bookById },
  },
  shop: {
    sdl: `
      type Query { stock: Int }
      type Mutation { bookOrder(id: ID!): Int }
      type Book @key(fields: "id") {
        id: ID!
        offer: Offer
        price: Money @external
        postage: String @requires(fields: "price { amount currency }")
        size: Size @shareable
      }
      type Size { height: Int }
      type Money { amount: String! @external currency: String! @external }
      type Offer { shop: String! inStock: Int! }
    `,
    resolvers: {
      Book: {
        __resolveReference: ({ id, ...required }: { id: string }) =>
          id === 'b4'
            ? null
            : {
                ...bookById({ id }),
                id,
                ...required,
                offer: id === 'b2' ? null : { shop: `Shop of ${id}`, inStock: 3 },
              },
        postage: ({ price }: { price: { amount: string; currency: string } | null }) =>
          price && `${price.currency} ${price.amount} and a stamp`,
      },
    },
    root: { stock: 12, bookOrder: 7 },
  },
  reviews: {
    sdl: `
      type Book @key(fields: "id") { id: ID! rating: Float! reviews: [Review]! }
      type Review { id: ID! stars: Int! reader: Reader }
      type Reader @key(fields: "id") { id: ID! }
      type Query { stars: Int }
    `,
    resolvers: {
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id }), rating: () => 4.5, reviews: reviewsOf },
    },
    root: { stars: 5 },
  },
  readers: {
    sdl: 'type Reader @key(fields: "id") { id: ID! name: String! city: String } type Query { readers: Int }',
    resolvers: {
      Reader: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          name: `Reader ${id}`,
          city: id === 'r1' ? null : 'Kiel',
        }),
      },
    },
  },
};

const stalls = [await openStall(subgraphs, 'hive'), await openStall(subgraphs, 'apollo')];
let stall = stalls[0]!;

/** Joined, and the same as when the very answers are read as objects. */
async function joined(query: string, as: Change = (_, body) => body): Promise<Answered> {
  const ask = stall.prepare(query);
  const answer = await ask({}, as);
  const read = await ask({}, (service, body) => withBlank(service, as(service, body)));
  expect(read.isJoined).toBe(false);
  expect(answer.data).toBe(read.data);
  expect(answer.errors).toEqual(read.errors);
  expect(answer.asked).toEqual(read.asked);
  expect(answer.isJoined).toBe(true);
  return answer;
}

/** Does to an answer what its seed says, and to the same answer always the same: often nothing. */
const damage =
  (seed: number): Change =>
  (service, body) => {
    const random = seededRandom(seed ^ crc32(`${service} ${String(body)}`));
    const pick = (most: number): number => Math.floor(random() * most);
    if (random() < 0.75) return body;
    const bytes = Buffer.from(body);
    const at = pick(bytes.length);
    const put = Buffer.from(PIECES[pick(PIECES.length)]!);
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + pick(6))]);
  };

const PIECES = [
  '',
  'null',
  '"',
  '\\',
  '1',
  '"x"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '[]',
  '{}',
  '\u0001',
  'ä',
  '"__typename":"Book"',
];

describe.each([
  ['Hive', 0],
  ['Apollo', 1],
] as const)('with plans of %s’s planner', (_, which) => {
  beforeEach(() => void (stall = stalls[which]!));

  describe('answers of several subgraphs are joined', () => {
    it.each([
      ['in the client’s order', '{ books { offer { shop } title rating pages id } stock }'],
      ['without what it did not ask for', '{ books { rating title } }'],
      ['with the types that it asked for', '{ books { a: __typename rating __typename author { __typename name } } }'],
      ['under its names', '{ all: books { name: title stars: rating offer { from: shop } } }'],
      ['where objects are missing', '{ books { author { name books { rating } } offer { inStock } } }'],
      ['with lists below lists', '{ books { author { books { title reviews { stars reader { name city id } } } } } }'],
      [
        'with one entity in several places',
        '{ books { reviews { reader { name } } } featured { reviews { id reader { name city } } } }',
      ],
      ['with objects in representations', '{ books { postage title price { currency } } }'],
      [
        'with fields in another order elsewhere',
        '{ books { id title pages rating } featured { pages title id rating } }',
      ],
      [
        'with more fields in one place than in another',
        '{ books { offer { shop inStock } rating reviews { id stars } } featured { offer { inStock } reviews { stars } } }',
      ],
      ['from fetches in parallel', '{ stock stars books { id } readers }'],
      ['with names that objects have of their own', '{ books { __proto__: title constructor: rating toString: id } }'],
      ['with nothing but a key', '{ books { id reviews { id } } }'],
      [
        'for mutations in series',
        'mutation { bookOrder(id: "b1") bookPrint(id: "b2") { title rating } again: bookOrder(id: "b2") }',
      ],
    ])('%s', async (_, query) => {
      await joined(query);
    });

    it('where nothing is left of an object', async () => {
      const ask = stall.prepare('{ books { rating author { name @skip(if: true) } } }');
      const { data } = await ask();
      expect(data).toBe((await ask({}, withBlank)).data);
      expect(JSON.parse(data)).toMatchObject({ books: [{ rating: 4.5, author: {} }, {}, {}, { author: null }] });
    });

    it('with and without what is skipped', async () => {
      const ask = stall.prepare(
        'query ($no: Boolean!) { books { title @skip(if: $no) rating @include(if: $no) author @include(if: $no) { name } } }',
      );
      for (const no of [true, false]) {
        const answer = await ask({ no });
        expect(answer).toMatchObject({ isJoined: true, data: (await ask({ no }, withBlank)).data });
      }
    });

    it('and equal representations are sent once', async () => {
      const { asked } = await joined('{ books { reviews { reader { name } } } }');
      expect(asked.at(-1)).toMatch(
        /^readers .*\{"__typename":"Reader","id":"r1"\},\{"__typename":"Reader","id":"r2"\}\]/,
      );
    });

    it('with nulls for an entity that its subgraph does not know', async () => {
      const { data } = await joined('{ book(id: "b4") { title offer { shop } postage } }');
      expect(JSON.parse(data)).toEqual({ book: { title: titles[3], offer: null, postage: null } });
    });
  });

  describe('an answer that cannot be joined', () => {
    const cases: readonly [string, string, Change, string][] = [
      ['has errors', 'shop', () => '{"data":null,"errors":[{"message":"no"}]}', 'no'],
      ['is none', 'shop', () => '<html>', 'The subgraph shop did not answer properly.'],
      [
        'has an entity too few',
        'shop',
        () => '{"data":{"_entities":[]}}',
        'The subgraph shop did not answer properly.',
      ],
    ];
    it.each(cases)('%s: what has come is used, and told', async (_, service, answer) => {
      const ask = stall.prepare('{ books { title rating offer { shop } } }');
      const change: Change = (name, body) => (name === service ? answer(name, body) : body);
      const answered = await ask({}, change);
      expect(answered.isJoined).toBe(false);
      expect(answered.errors.length).toBeGreaterThan(0);
      expect(answered.asked.length).toBe(3); // no fetch is sent twice
      const { data, errors } = await ask({}, (name, body) => withBlank(name, change(name, body)));
      expect(answered).toMatchObject({ data, errors });
    });

    it('is one that several fetches say something of', async () => {
      const { data, isJoined } = await stall.ask('{ books { size { height width } } }');
      expect(isJoined).toBe(false);
      expect(JSON.parse(data)).toMatchObject({ books: [{ size: { width: 10, height: 20 } }, {}, {}, {}] });
    });

    it('lets no mutation be sent twice, and those behind it run', async () => {
      const query = 'mutation { bookOrder(id: "b1") bookPrint(id: "b2") { title rating } again: bookOrder(id: "b2") }';
      const { asked, data } = await stall.ask(query, (name, body) => (name === 'shop' ? withBlank(name, body) : body));
      expect(asked.map((one) => one.split(' ')[0])).toEqual(['shop', 'books', 'reviews', 'shop']);
      expect(JSON.parse(data)).toEqual({ bookOrder: 7, bookPrint: { title: titles[1], rating: 4.5 }, again: 7 });
    });

    it('is one where a missing entity has a field that cannot be null', async () => {
      const ask = stall.prepare('{ books { title rating } }');
      const lost: Change = (name, body) => (name === 'reviews' ? String(body).replace('{"rating":4.5}', 'null') : body);
      const { isJoined, errors } = await ask({}, lost);
      expect(isJoined).toBe(false);
      expect(errors).toMatchObject([{ path: ['books', 0, 'rating'], extensions: { service: 'reviews' } }]);
    });
  });

  it('comes to the same joined or read, whatever subgraphs answer', async () => {
    const queries = [
      '{ books { offer { shop } title rating id author { name books { rating } } } stock }',
      '{ books { postage reviews { stars reader { name city } } } featured { title rating } }',
    ];
    const told = ({ data, errors }: Answered) => [data, errors.map(({ message, path }) => [message, path])];
    for (const query of queries) {
      const outcomes = { joined: 0, read: 0 };
      for (let seed = 1; seed <= 200; seed += 1) {
        const change = damage(seed);
        const ask = stall.prepare(query); // anew, for an operation whose answers always have to be read is given up
        const answer = await ask({}, change);
        const read = await ask({}, (service, body) => withBlank(service, change(service, body)));
        expect.soft(told(answer), `seed ${seed}`).toEqual(told(read));
        outcomes[answer.isJoined ? 'joined' : 'read'] += 1;
      }
      expect(Math.min(outcomes.joined, outcomes.read)).toBeGreaterThan(10);
    }
  });
});
