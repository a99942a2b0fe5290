import { describe, expect, it } from 'vitest';
import type { FetchNode } from '../planner/fetch-plan.ts';
import { FetchedFields } from './fetched-fields.ts';
import { createServiceOf } from './service-of.ts';

const OPERATION = `query ($representations: [_Any!]!, $no: Boolean!) {
  _entities(representations: $representations) { __typename ...on Book { ...b } ...on Film { length } }
}
fragment b on Book { title author { ...a } pages @include(if: $no) }
fragment a on Author { name }`;

const typesOf = (names: readonly string[]) => new Set(names);

/** Hive's planner writes selections that repeat as fragments. */
describe('a fetch with fragments', () => {
  it('is missed at every field of them', () => {
    const fields = new FetchedFields(OPERATION, typesOf);
    expect(fields.ofEntity('_entities', 'Book', { no: false })).toEqual(['title', 'author']);
    expect(fields.ofEntity('_entities', 'Film', { no: false })).toEqual(['length']);
    const root = new FetchedFields(
      'mutation { a: cartAdd { ...c } ...m } fragment m on Mutation { b } fragment c on Cart { id }',
      typesOf,
    );
    expect(root.ofRoot({})).toEqual(['a', 'b']);
  });

  it('is where their fields come from', () => {
    const fetch: FetchNode = {
      kind: 'Fetch',
      service: 'books',
      operationKind: 'query',
      operationName: null,
      operation: OPERATION,
      variableNames: [],
      outputRewrites: [],
      entities: [
        {
          responseKey: '_entities',
          variable: 'representations',
          paths: [[{ key: 'shelf' }, { items: true }]],
          requires: [],
          inputRewrites: [],
          outputRewrites: [],
        },
      ],
    };
    const serviceOf = createServiceOf({ primary: null, node: fetch });
    expect(serviceOf(['shelf', 0, 'author', 'name'])).toBe('books');
    expect(serviceOf(['shelf', 0, 'author', 'age'])).toBeNull();
    expect(serviceOf(['shelf'])).toBe('books');
  });
});
