import { ANONYMOUS, type Viewer } from '@emporium/platform/identity';
import { getOperationAST, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { ExecutedText, Variables } from '../engine/engine-types.ts';
import { executeOnLibrary, LIBRARY_SDL, librarySchema, reader } from '../testing/guarded-library.ts';
import { createAccess } from './create-access.ts';

const access = createAccess(parse(LIBRARY_SDL), librarySchema);

function compile(source: string) {
  const document = parse(source, { noLocation: true });
  expect(validate(librarySchema, document)).toEqual([]);
  return access.compile(document, getOperationAST(document)!);
}

/** What is left of the operation; `whole` when the viewer may see all of it. */
function left(source: string, viewer: Viewer): string | null {
  const permitted = compile(source).restrict(viewer);
  if (permitted === null) return 'whole';
  if (permitted.narrowed === null) return null;
  expect(validate(librarySchema, permitted.narrowed.document)).toEqual([]);
  return print(permitted.narrowed.document).replaceAll(/\s+/g, ' ');
}

function answer(source: string, viewer: Viewer, variables: Variables = {}) {
  const permitted = compile(source).restrict(viewer)!;
  const { narrowed } = permitted;
  const executed: ExecutedText | null = narrowed && {
    data: JSON.stringify(executeOnLibrary(narrowed.document, { variables }).data),
    errors: [],
  };
  const { data, errors } = permitted.complete(executed, variables);
  return { data: JSON.parse(data) as unknown, errors: errors.map((error) => error.toJSON()) };
}

const paths = ({ errors }: ReturnType<typeof answer>) => errors.map(({ path }) => path?.join('.'));

describe('who may see all of it', () => {
  it.each([
    ['{ open book { title } }', true],
    ['{ __typename __schema { types { name } } __type(name: "Vault") { fields { name } } }', true],
    ['{ hits { ... on Diary { __typename } } }', true],
    ['{ me { name } }', false],
    ['{ author { mood } }', false],
    ['{ author { iban } }', false],
    ['{ vault { __typename } }', false],
    ['{ works { price } }', false],
    ['{ node { id } }', false],
    ['{ hits { ... on Diary { id } } }', false],
    ['{ ...Q } fragment Q on Query { book { sequel { ... on Book { margin } } } }', false],
  ])('public or not: %s', (source, isPublic) => {
    const compiled = compile(source);
    expect(compiled.isPublic).toBe(isPublic);
    expect(compiled.restrict(ANONYMOUS) === null).toBe(isPublic);
  });

  it('lets everybody pass who holds one of the alternatives whole', () => {
    const { restrict } = compile('{ book { margin } }');
    expect(restrict(reader('trade', 'finance'))).toBeNull();
    expect(restrict(reader('admin'))).toBeNull();
    expect(restrict(reader('trade'))).not.toBeNull();
    expect(restrict(reader())).not.toBeNull();
  });

  it('lets a guest pass where any token will do, and nobody where a policy decides', () => {
    const guest: Viewer = { ...reader(), kind: 'guest', id: 'gst_1' as never };
    expect(compile('{ me { email } }').restrict(guest)).toBeNull();
    expect(compile('{ ranked }').restrict(reader('fair', 'admin'))).not.toBeNull();
  });

  it('remembers what is left for viewers with equal rights', () => {
    const { restrict } = compile('{ book { margin price } open }');
    const poor = restrict(reader());
    expect(restrict(reader('unrelated'))).toBe(poor);
    expect(restrict(reader('trade'))).not.toBe(poor);
    expect(restrict(reader('trade'))!.key).not.toBe(poor!.key);
    expect(restrict(ANONYMOUS)!.key).not.toBe(poor!.key);
  });
});

describe('what is left', () => {
  it('takes fields out wherever they stand', () => {
    expect(left('{ open me { name } book { title price ... { margin } } }', ANONYMOUS)).toBe('{ open book { title } }');
  });

  it('is nothing when every root field is taken out', () => {
    expect(left('mutation { lend { title } sell { title } }', ANONYMOUS)).toBeNull();
    expect(left('subscription { lent { title } }', ANONYMOUS)).toBeNull();
  });

  it('runs a mutation of whose result nothing may be seen', () => {
    expect(left('mutation { touch { price } }', ANONYMOUS)).toBe('mutation { touch { typeForAccess: __typename } }');
  });

  it('drops variables, fragments and conditions that nothing uses any more', () => {
    const source = /* GraphQL */ `
      query Page($days: Int, $first: Int, $name: String, $see: Boolean = true) {
        author(name: $name) {
          name
          ...Private @include(if: $see)
        }
        me {
          books(first: $days) {
            id
          }
        }
        other: author(first: $first) {
          name
        }
      }
      fragment Private on Author {
        email
        mood
      }
    `;
    expect(left(source, ANONYMOUS)).toBe(
      'query Page($first: Int, $name: String) { author(name: $name) { name } other: author(first: $first) { name } }',
    );
  });

  it('asks through an interface for what every object behind it asks for, and in a fragment for its own', () => {
    expect(left('{ works { price title } }', ANONYMOUS)).toBe('{ works { typeForAccess: __typename title } }');
    expect(left('{ works { ... on Film { price } ... on Book { price } } }', ANONYMOUS)).toBe(
      '{ works { typeForAccess: __typename ... on Film { price } } }',
    );
    expect(left('{ works { price } }', reader('trade'))).toBe('whole');
  });

  it('asks on an object for its own, though an interface fragment stands around the field', () => {
    expect(left('{ book { ... on Node { id } ... on Work { price } } }', ANONYMOUS)).toBe(
      '{ book { ... on Node { id } } }',
    );
  });

  it('keeps a fragment under several names when different things are left of it', () => {
    const source = '{ book { ...F price } node { ...F } hits { ...F } } fragment F on Node { id }';
    expect(left(source, ANONYMOUS)).toBe(
      '{ book { ...F } node { typeForAccess: __typename } hits { typeForAccess: __typename } } fragment F on Node { id }',
    );
    const mixed = '{ hits { ... on Film { ...P } ... on Book { ...P } } } fragment P on Work { title price }';
    expect(left(mixed, ANONYMOUS)).toBe(
      '{ hits { typeForAccess: __typename ... on Film { ...P } ... on Book { ...P_1 } } } ' +
        'fragment P on Work { title price } fragment P_1 on Work { title }',
    );
  });

  it('chooses names that the client did not', () => {
    expect(left('{ typeForAccess: open book { price } }', ANONYMOUS)).toBe(
      '{ typeForAccess: open book { typeForAccess_: __typename } }',
    );
    const source =
      '{ hits { ... on Film { ...P } ... on Book { ...P ...P_1 } } } fragment P on Work { title price } fragment P_1 on Book { id }';
    expect(left(source, ANONYMOUS)).toContain('...P_2 ...P_1');
  });

  it('does not grow with fragments that spread each other', () => {
    const levels = Array.from(
      { length: 25 },
      (_, n) => `fragment F${n} on Author { a: mentor { ...F${n + 1} } b: mentor { ...F${n + 1} } email }`,
    );
    const source = `{ author { ...F0 } } ${levels.join(' ')} fragment F25 on Author { name email }`;
    expect(left(source, ANONYMOUS)!.length).toBeLessThan(source.length);
    expect(compile(source).isPublic).toBe(false);
  });
});

describe('the answer', () => {
  it('has null and an error at each position that was taken out, in the order that was asked for', () => {
    const { data, errors } = answer('{ me { name } open books { p: price title } ranked }', ANONYMOUS);
    expect(JSON.stringify(data)).toBe(
      '{"me":null,"open":2,"books":[{"p":null,"title":"It"},{"p":null,"title":"Go"}],"ranked":null}',
    );
    expect(errors).toEqual([
      {
        message: 'Sign in, or start a guest session, to use Query.me.',
        path: ['me'],
        extensions: { code: 'UNAUTHENTICATED' },
      },
      ...[0, 1].map((index) => ({
        message: 'Sign in to use Book.price; it needs scope "trade".',
        path: ['books', index, 'p'],
        extensions: { code: 'UNAUTHENTICATED', requiredScopes: [['trade']] },
      })),
      {
        message: 'Query.ranked is decided by the policy "fair", which is not evaluated here.',
        path: ['ranked'],
        extensions: { code: 'UNAUTHENTICATED', requiredPolicies: [['fair']] },
      },
    ]);
  });

  it('names what is missing to whom is signed in', () => {
    expect(answer('{ book { margin } }', reader('trade')).errors).toEqual([
      {
        message: 'Book.margin needs scope "trade" and "finance", or "admin". Ask for it, or leave the field out.',
        path: ['book', 'margin'],
        extensions: { code: 'FORBIDDEN', requiredScopes: [['trade', 'finance'], ['admin']] },
      },
    ]);
    expect(answer('{ me { iban } }', reader()).errors[0]!.extensions).toEqual({
      code: 'FORBIDDEN',
      requiredScopes: [['finance']],
    });
  });

  it('lets null rise from where the schema promises a value', () => {
    expect(answer('{ open book { title margin } }', ANONYMOUS)).toMatchObject({ data: { open: 2, book: null } });
    expect(answer('{ books { title margin } }', ANONYMOUS)).toMatchObject({ data: null });
    expect(answer('{ shelves { title margin } }', ANONYMOUS)).toMatchObject({ data: { shelves: [null, null, null] } });
    expect(answer('mutation { touch { id } sell { id } }', ANONYMOUS)).toMatchObject({ data: null });
    expect(answer('subscription { lent { id } }', ANONYMOUS)).toMatchObject({ data: null });
    expect(paths(answer('{ shelves { title margin } }', ANONYMOUS))).toEqual([
      'shelves.0.0.margin',
      'shelves.2.0.margin',
    ]);
  });

  it('reports what was reached, not what a variable left out or what was null anyway', () => {
    const source = '{ book { sequel { sequel { sequel { ... on Book { price } } } } } }';
    expect(answer(source, ANONYMOUS)).toEqual({
      data: { book: { sequel: { sequel: { sequel: null } } } },
      errors: [],
    });
    const conditional =
      'query ($see: Boolean!) { open me @include(if: $see) { name } book { ...P @skip(if: $see) } } fragment P on Book { price }';
    expect(paths(answer(conditional, ANONYMOUS, { see: true }))).toEqual(['me']);
    expect(answer(conditional, ANONYMOUS, { see: false })).toMatchObject({
      data: { open: 2, book: { price: null } },
      errors: [{ path: ['book', 'price'] }],
    });
  });

  it('looks at the object that is there', () => {
    const { data, errors } = answer(
      '{ hits { ... on Book { price } ... on Film { price } ... on Diary { page } } }',
      ANONYMOUS,
    );
    expect(data).toEqual({ hits: [{ page: null }, { price: null }, { price: 3 }] });
    expect(errors.map(({ path }) => path)).toEqual([
      ['hits', 0, 'page'],
      ['hits', 1, 'price'],
    ]);
  });

  it('has a value under a key that was taken out in one place and not in another', () => {
    expect(answer('{ hits { ... on Node { id } ... on Book { id } } }', ANONYMOUS).data).toEqual({
      hits: [null, { id: 'b1' }, {}],
    });
    expect(answer('{ works { p: price ... on Film { p: price } } }', ANONYMOUS).data).toEqual({
      works: [{ p: 3 }, null, { p: null }],
    });
  });

  it('takes any name for a response key', () => {
    const { data } = answer('{ __proto__: open book { constructor: title hasOwnProperty: price } }', ANONYMOUS);
    expect(JSON.stringify(data)).toBe('{"__proto__":2,"book":{"constructor":"It","hasOwnProperty":null}}');
  });

  it('leaves the text as it is when root fields around it were taken out', () => {
    const { complete } = compile('{ me { name } open vault { gold } }').restrict(ANONYMOUS)!;
    const { data, errors } = complete({ data: '{ "open": 2.50 }', errors: [] }, {});
    expect(data).toBe('{"me":null, "open": 2.50 ,"vault":null}');
    expect(errors.map(({ path }) => path)).toEqual([['me'], ['vault']]);
  });

  it('keeps the errors of what was run', () => {
    const lost = answer('{ book { title } me { name } }', ANONYMOUS);
    expect(lost.data).toEqual({ book: { title: 'It' }, me: null });
    const permitted = compile('{ book { title } me { name } }').restrict(ANONYMOUS)!;
    const failed = { data: '{"book":null}', errors: [new Error('lost') as never] };
    expect(permitted.complete(failed, {}).errors.map(({ message }) => message)).toEqual(['lost', expect.any(String)]);
    expect(permitted.complete({ data: 'null', errors: failed.errors }, {})).toEqual({
      data: 'null',
      errors: failed.errors,
    });
  });
});
