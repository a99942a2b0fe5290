import { GraphQLError, parse, validate, type ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { prepareWithGraphqlJs, type Prepare, type Variables } from '../host/executor.ts';
import { shopSchema, type ShopContext } from './fixtures/shop.ts';
import { prepareCompiled } from './index.ts';

const schema = shopSchema();

type Case = readonly [query: string, variables?: Variables];

/** Operations by what they are about; graphql-js says what is right. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'plain values': [
    ['{ product { id name subtitle colour price weight listed numericId } }'],
    ['{ product { __typename alias: __typename other: name name } }'],
    ['{ products(count: 3) { id brand { id name } } }'],
    ['{ products(count: 0) { id } nothing { id } }'],
    ['{ viewer about x: about(a: 3) }'],
    ['{ product { getter method other: method(prefix: "-") about } }'],
    ['{ product { iterable grid late } }'],
    ['{ product { __proto__: name constructor: id toString: name } }'],
    ['{ later { __proto__: brandLater { __proto__: name } } }'],
    ['{ product { a: name b: name } product { c: name brand { id } brand { name } } }'],
  ],
  promises: [
    ['{ later(id: "7") { id brandLater { name } brandsLater { name } nextLater { id nextLater { id } } } }'],
    ['{ hitsLater { __typename ... on Brand { name } } }'],
    ['{ product { mixed late brandLater { id } name } }'],
  ],
  'null where it may be': [
    ['{ product { fails failsLater thrownText name } }'],
    ['{ product { returnedError mixed name } }'],
    ['{ product { maybeBrands { id name } } }'],
    ['{ product { thrownByGetter promisedByGetter id } }'],
    ['{ product { count wrongColour badAmount notIterable } }'],
    ['{ products { fails } }'],
  ],
  'null that travels up': [
    ['{ product { missing } viewer }'],
    ['{ product { brands { id name } } }'],
    ['{ product { failsHard } }'],
    ['{ product { failsHardLater name } viewer }'],
    ['{ products { id missing } }'],
    ['{ hardProducts { failsHard } }'],
    ['{ hardProducts { failsHardLater } viewer }'],
    ['{ hard viewer }'],
    ['{ product { next { next { failsHard } } } }'],
    ['{ product { nextLater { nextLater { missing } name } } viewer }'],
    ['{ product { grid hardMixed } }'],
    ['{ product { failsLater brandLater { name } missing } viewer }'],
    ['{ product { nextLater { failsLater } missing } }'],
  ],
  'interfaces and unions': [
    ['{ hits { __typename ... on Brand { name } ... on Product { id other: name } ... on Node { id } } }'],
    ['{ node { __typename id ... on Named { name } ... on Product { price } ... on Brand { name } } }'],
    ['{ nodes { id ... on Named { name } } }'],
    ['{ product { hit { ... on Brand { name } } picky { ... on Cat { lives } } } }'],
    ['{ unknownType { __typename } }'],
    ['{ noType { __typename } }'],
    ['{ notAnObject { id } }'],
    ['{ foreignType { __typename } }'],
    [
      '{ cat: picky(kind: "cat") { ... on Cat { lives } } dog: picky(kind: "dog") { ... on Dog { tricks } __typename } }',
    ],
    ['{ picky(kind: "cow") { __typename } wrongKind { lives } }'],
  ],
  'arguments and variables': [
    ['{ product { echo } p2: product(id: "9") { echo(limit: 1, id: 4) } }'],
    ['{ product { echo(filter: { tags: ["a"], colour: BLUE, amount: "12", and: [{ min: null }] }) } }'],
    [
      'query ($f: Filter, $l: Int) { product { echo(filter: $f, limit: $l) } }',
      { f: { tags: ['a'], and: [{ and: [{ min: 1 }] }] } },
    ],
    ['query ($f: Filter, $l: Int = 9) { product { echo(filter: $f, limit: $l) } }', {}],
    ['query ($f: Filter) { product { echo(filter: $f) } }', { f: { min: 'no', tags: [null] } }],
    ['query ($l: Int!) { product { echo(limit: $l) } }', {}],
    ['query ($t: [String!]) { product { echo(filter: { tags: $t, colour: GREEN }) } }', { t: 'single' }],
    ['query ($t: [String!]) { product { echo(filter: { tags: $t }) name } }', { t: ['x', null] }],
    ['query ($n: Int = 5) { product { first(n: $n) } }', { n: null }],
    ['query ($a: Int) { about(a: $a) }', { a: 3, unknown: 1 }],
  ],
  '@skip and @include': [
    ...[true, false].flatMap((s) =>
      [true, false].map(
        (i) =>
          [
            `query ($s: Boolean!, $i: Boolean = true) { product { id @skip(if: $s) name @include(if: $i) @note(text: "x")
              ... { colour } ... @skip(if: $s) { price } ...Brand @include(if: $i) ...Brand } }
            fragment Brand on Product { brand { id } brand { name @skip(if: $s) } }`,
            { s, i },
          ] as const,
      ),
    ),
    ['{ product { id @skip(if: true) } viewer @include(if: false) }'],
    ['{ product { ... on Product @include(if: true) { id } } }'],
    [
      `query ($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!, $e: Boolean!) { product {
        id @skip(if: $a) name @skip(if: $b) price @skip(if: $c) weight @skip(if: $d) listed @skip(if: $e) } }`,
      { a: true, b: false, c: true, d: false, e: true },
    ],
  ],
  mutations: [
    ['mutation { a: add(n: 1, wait: 9) b: add(n: 2) c: fail(n: 3) d: add(n: 4) }'],
    ['mutation { a: add(n: 1) failHard b: add(n: 2) }'],
    ['mutation { __typename __proto__: add(n: 1) }'],
  ],
  'what graphql-js does itself': [
    ['{ __schema { queryType { name } } __type(name: "Brand") { fields { name } } }'],
    ['query A { viewer } query B { product { id } }'],
  ],
};

async function answer(prepare: Prepare, query: string, variables: Variables) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const context: ShopContext = { viewer: 'Vi', done: [] };
  const name = query.includes('query B') ? 'B' : null;
  const executable = prepare(schema, document, name);
  const results = [await executable.run(variables, context), await executable.run(variables, context)];
  return { results: results.map(asSent), done: context.done };
}

/** Text shows the order of fields too. */
function asSent({ data, errors }: ExecutionResult) {
  for (const error of errors ?? []) expect(error).toBeInstanceOf(GraphQLError);
  const original = errors?.map(({ originalError }) => originalError?.constructor.name);
  return { data: JSON.stringify(data), errors: errors && (JSON.parse(JSON.stringify(errors)) as unknown), original };
}

describe('a compiled operation answers as graphql-js does', () => {
  for (const [about, cases] of Object.entries(CASES)) {
    it.each(cases.map(([query, variables = {}]) => ({ query, variables })))(
      `${about}: $query $variables`,
      async ({ query, variables }) => {
        const expected = await answer(prepareWithGraphqlJs, query, variables);
        expect(await answer(prepareCompiled, query, variables)).toEqual(expected);
      },
    );
  }
});

describe('a compiled operation', () => {
  const run = (query: string, context: Partial<ShopContext> = {}) =>
    prepareCompiled(schema, parse(query), null).run({}, context);

  it('is compiled: graphql-js answers with objects that inherit nothing', () => {
    const { data } = run('{ product { id } }') as ExecutionResult;
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  it('answers without a promise where no resolver needs one', () => {
    expect(run('{ product { id brand { name } } }')).toEqual({
      data: { product: { id: '1', brand: { name: 'Brand' } } },
    });
  });

  it('gives each call of a resolver arguments of its own', async () => {
    const seen: object[] = [];
    const spying = shopSchema();
    spying.getQueryType()!.getFields()['about']!.resolve = (_root, args: object) => void seen.push(args);
    const executable = prepareCompiled(spying, parse('{ about(a: 1) }'), null);
    await executable.run({}, {});
    await executable.run({}, {});
    expect(seen).toEqual([{ a: 1 }, { a: 1 }]);
    expect(seen[0]).not.toBe(seen[1]);
  });
});
