import { execFileSync } from 'node:child_process';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from './fixtures/catalogue.ts';
import { buildOpinions } from './fixtures/opinions.ts';

const run = async (schema: GraphQLSchema, source: string, variableValues = {}, contextValue = {}) =>
  JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue }))) as {
    data: Record<string, any>; // oxlint-disable-line no-explicit-any
    errors?: { message: string; path: unknown[] }[];
  };

const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Product { id title } } }`;

describe('the SDL of a subgraph', () => {
  it('is the same alone and beside another subgraph with types of the same names', () => {
    const alone = (name: string, build: string) =>
      execFileSync(
        process.execPath,
        [
          '--conditions=source',
          '--import=tsx',
          '--input-type=module',
          '--eval',
          `import { ${build} } from ${JSON.stringify(new URL(`./fixtures/${name}.ts`, import.meta.url).href)}; process.stdout.write(${build}().sdl);`,
        ],
        { encoding: 'utf8', cwd: import.meta.dirname },
      );
    const together = { opinions: buildOpinions().sdl, catalogue: buildCatalogue().sdl };
    expect(together.catalogue).toBe(alone('catalogue', 'buildCatalogue'));
    expect(together.opinions).toBe(alone('opinions', 'buildOpinions'));
  });

  it('does not change from one build to the next', () => {
    expect(buildCatalogue().sdl).toBe(buildCatalogue().sdl);
  });

  it('imports what it uses and nothing else', () => {
    expect(buildCatalogue().sdl.split('\n\n')[0]).toBe(
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])',
    );
    expect(buildOpinions().sdl).not.toContain('TitleTakenError');
    expect(buildOpinions().sdl).not.toContain('Shelf');
    expect(buildCatalogue().sdl).toContain('type Shelf implements Node');
  });

  it('describes every type, field, argument and enum value', () => {
    const undescribed: string[] = [];
    // oxlint-disable-next-line no-explicit-any
    const look = (node: any, path: string): void => {
      if (node.name && !node.description) undescribed.push(path);
      for (const key of ['fields', 'arguments', 'values']) {
        for (const child of node[key] ?? []) look(child, `${path}.${child.name.value}`);
      }
    };
    for (const node of parse(buildCatalogue().sdl).definitions) {
      const name = (node as { name?: { value: string } }).name?.value;
      if (name && !['Query', 'Mutation'].includes(name)) look(node, name);
    }
    expect(undescribed).toEqual([]);
  });

  it('is what _service answers', async () => {
    const { schema, sdl } = buildCatalogue();
    expect((await run(schema, '{ _service { sdl } }')).data).toEqual({ _service: { sdl } });
  });
});

describe('the schema of a subgraph', () => {
  it('keeps the resolver instances of several in one process apart', async () => {
    const [lamp, chair] = [buildCatalogue('Lamp'), buildCatalogue('Chair')];
    const title = async ({ schema }: { schema: GraphQLSchema }) =>
      (await run(schema, '{ product(id: "p1") { title } }')).data;
    expect([await title(lamp), await title(chair)]).toEqual([
      { product: { title: 'Lamp' } },
      { product: { title: 'Chair' } },
    ]);
  });

  it('writes shared types as the wire wants them', async () => {
    const { data } = await run(
      buildCatalogue().schema,
      '{ product(id: "p1") { price { amount currencyCode minorUnits } listedAt } products { totalCount nodes { id } edges { cursor } } node { __typename id } }',
    );
    expect(data).toEqual({
      product: {
        price: { amount: '12.50', currencyCode: 'EUR', minorUnits: '1250' },
        listedAt: '2026-01-01T00:00:00.000Z',
      },
      products: { totalCount: 2, nodes: [{ id: 'a' }, { id: 'b' }], edges: [{ cursor: 'a' }, { cursor: 'b' }] },
      node: { __typename: 'Product', id: 'n' },
    });
  });

  it('answers user errors by their class', async () => {
    const { schema } = buildCatalogue();
    const rename = `mutation ($input: ProductRenameInput!) { productRename(input: $input) {
      product { title } userErrors { __typename code message field ... on TitleTakenError { productId } } } }`;
    const id = 'prod_01jd0000000000000000000000';
    const errors = async (input: object, context = {}) =>
      (await run(schema, rename, { input }, context)).data['productRename'] as unknown;

    expect(await errors({ id, title: ' New ' })).toEqual({ product: { title: 'New' }, userErrors: [] });
    expect(await errors({ id: 'ofr_1', title: '' })).toEqual({
      product: null,
      userErrors: [
        { __typename: 'InputError', code: 'INVALID', field: ['id'], message: expect.stringContaining('prod_') },
        { __typename: 'InputError', code: 'INVALID', field: ['title'], message: 'This cannot be empty.' },
      ],
    });
    expect(await errors({ id, title: 'gone' })).toMatchObject({
      userErrors: [{ __typename: 'NotFoundError', field: ['id'] }],
    });
    expect(await errors({ id, title: 'x' }, { taken: true })).toMatchObject({
      userErrors: [{ __typename: 'TitleTakenError', productId: id }],
    });
  });
});

describe('_entities', () => {
  it('answers in the order of the references, null for what is gone, an error for one entity only', async () => {
    const { schema } = buildCatalogue();
    const r = ['b', 'gone', 'broken', 'a'].map((id) => ({ __typename: 'Product', id }));
    const { data, errors } = await run(schema, ENTITIES, { r });
    expect(data['_entities']).toEqual([
      { __typename: 'Product', id: 'b', title: 'Title of b' },
      null,
      null,
      { __typename: 'Product', id: 'a', title: 'Title of a' },
    ]);
    expect(errors?.map(({ path }) => path)).toEqual([['_entities', 2]]);
  });

  it('loses the entities of a type whose resolver throws, and no others', async () => {
    const { data, errors } = await run(
      buildOpinions().schema,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { opinionCount } ... on Opinion { id } } }',
      { r: [{ __typename: 'Opinion', id: 'o' }, { __typename: 'Product', id: 'abc' }, { __typename: 'Nothing' }] },
    );
    expect(data['_entities']).toEqual([null, { opinionCount: 3 }, null]);
    expect(errors?.map(({ path }) => path)).toEqual([
      ['_entities', 0],
      ['_entities', 2],
    ]);
  });
});
