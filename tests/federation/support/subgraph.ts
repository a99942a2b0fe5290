import { isDeepStrictEqual } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import type { Answering } from './stand-ins.ts';

type Representation = Readonly<Record<string, unknown>>;

/** A value, or a function of the field's arguments; loosely typed, since the schema is known to the reader only. */
// oxlint-disable-next-line no-explicit-any
type FieldValue = ((args: any) => unknown) | object | string | number | boolean | null | undefined;

/** What a subgraph knows. */
export interface SubgraphData {
  readonly Query?: Readonly<Record<string, FieldValue>>;
  readonly Mutation?: Readonly<Record<string, FieldValue>>;
  /**
   * By type: the entities, found by what they have in common with a representation, or a function that finds one.
   * Fields that only the representation has are the `@requires`d ones, and are there too.
   */
  readonly entities?: Readonly<
    Record<string, readonly object[] | ((representation: never) => object | null | undefined)>
  >;
}

/** What the subgraphs of a behaviour know, by their names. */
export type BehaviourData = Readonly<Record<string, SubgraphData>>;

/** A subgraph that answers from `data` whatever its schema allows. */
export function subgraphOf(sdl: string, data: SubgraphData): Answering {
  const resolvers = Object.fromEntries(
    Object.entries(data.entities ?? {}).map(([type, known]) => [
      type,
      {
        __resolveReference(representation: Representation): object | null {
          const entity =
            typeof known === 'function'
              ? known(representation as never)
              : known.find((one) => agrees(one as Representation, representation));
          return entity ? { ...representation, ...entity } : null;
        },
      },
    ]),
  );
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return async (query, variableValues) => {
    const document = parse(query);
    const rootValue = /^\s*mutation/.test(query) ? data.Mutation : data.Query;
    return { body: await execute({ schema, document, rootValue, variableValues }) };
  };
}

/** Whether they say the same wherever both say something. */
function agrees(entity: Representation, representation: Representation): boolean {
  return Object.entries(representation).every(([name, value]) => {
    const known = entity[name];
    if (name === '__typename' || known === undefined || typeof known === 'function') return true;
    if (isObject(known) && isObject(value)) return agrees(known, value);
    return isDeepStrictEqual(known, value);
  });
}

const isObject = (value: unknown): value is Representation =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
