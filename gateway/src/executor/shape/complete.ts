import {
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { Data, Path } from '../execution.ts';
import type { ServiceOf } from '../service-of.ts';
import { own, setOwn } from '../merge.ts';
import { INVALID, leafReader } from './leaves.ts';
import { setsBelow, type Selections } from './selections.ts';

/** Codes of fetches that brought no answer. */
const UNREACHABLE: ReadonlySet<unknown> = new Set(['SERVICE_UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/** What an operation selects. */
export interface Selected {
  readonly schema: GraphQLSchema;
  readonly root: GraphQLObjectType;
  readonly set: SelectionSetNode;
  readonly selections: Selections;
  readonly serviceOf: ServiceOf;
}

export interface Completion {
  readonly data: Data | null;
  /** One for each null that the subgraphs' own errors do not explain. */
  readonly errors: readonly GraphQLError[];
}

/**
 * `CompleteValue` of the GraphQL specification (6.4.3) over what was fetched: for answers in which something is not as
 * the schema promises. `known` are the errors that are told already; a null below one of their paths needs no other.
 */
export function completeData(
  { schema, root, set, selections, serviceOf }: Selected,
  variables: Variables,
  source: Data,
  known: readonly GraphQLError[],
): Completion {
  const errors: GraphQLError[] = [];
  const explained = new Set(known.flatMap(({ path }) => (path ? prefixes(path) : [])));

  /** Says why there is a null, unless an error at this place or below says so. */
  const explain = (path: Path, message: string): null => {
    if (!explained.has(JSON.stringify(path))) {
      const service = serviceOf(path);
      errors.push(new GraphQLError(message, { path, ...(service === null ? {} : { extensions: { service } }) }));
      for (const prefix of prefixes(path)) explained.add(prefix);
    }
    return null;
  };

  /** What a field lacked may be the fault of a fetch that failed: then nothing was asked for that needs its answer. */
  const lost = (path: Path, of: string): null => {
    const cause = known.find(({ extensions }) => UNREACHABLE.has(extensions['code']));
    if (cause === undefined) return explain(path, `The field ${of} was not answered.`);
    if (explained.has(JSON.stringify(path))) return null;
    errors.push(new GraphQLError(cause.message, { path, extensions: cause.extensions }));
    for (const prefix of prefixes(path)) explained.add(prefix);
    return null;
  };

  /** Undefined stands for a null that the parent cannot have. */
  const complete = (
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    value: unknown,
    path: Path,
    of: string,
  ): unknown => {
    if (isNonNullType(type)) {
      const completed = complete(type.ofType, sets, value, path, of);
      if (completed !== null) return completed;
      explain(path, `Cannot return null for non-nullable field ${of}.`);
      return undefined;
    }
    if (value === undefined) return lost(path, of);
    if (value === null) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return explain(path, `The value of ${of} is no list.`);
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) {
        const completed = complete(type.ofType as GraphQLOutputType, sets, item, [...path, index], of);
        if (completed === undefined) return null;
        items.push(completed);
      }
      return items;
    }
    if (isLeafType(type)) {
      const read = leafReader(type)(value);
      return read === INVALID ? explain(path, `The value of ${of} is no ${type.name}.`) : read;
    }
    if (typeof value !== 'object' || Array.isArray(value)) return explain(path, `The value of ${of} is no object.`);

    const typename = own(value as Data, '__typename');
    const unknown = isAbstractType(type) ? selections.anyOf(type, sets, variables) : type;
    const objectType =
      typename === undefined ? unknown : typeof typename === 'string' ? schema.getType(typename) : undefined;
    const fits =
      isObjectType(objectType) && (objectType === type || (isAbstractType(type) && schema.isSubType(type, objectType)));
    if (!fits) return explain(path, `The value of ${of} is of no type that it may have.`);
    return completeObject(objectType, sets, value as Data, path);
  };

  const completeObject = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    object: Data,
    path: Path,
  ): Data | null => {
    const completed: Data = {};
    let isNull = false;
    for (const [key, fields] of selections.collect(type, sets, variables)) {
      const value = completeField(type, key, fields, object, path);
      if (value === undefined) isNull = true;
      else setOwn(completed, key, value);
    }
    return isNull ? null : completed;
  };

  const completeField = (
    type: GraphQLObjectType,
    key: string,
    fields: readonly FieldNode[],
    object: Data,
    path: Path,
  ): unknown => {
    const name = fields[0]!.name.value;
    if (name === '__typename') return type.name;
    const value = own(object, selections.sourceKey(key, name));
    if (name === '__schema' || name === '__type') return value ?? null;
    return complete(type.getFields()[name]!.type, setsBelow(fields), value, [...path, key], `${type.name}.${name}`);
  };

  return { data: completeObject(root, [set], source, []), errors };
}

/** The path itself and every one above it, as text. */
const prefixes = (path: Path): string[] => path.map((_, index) => JSON.stringify(path.slice(0, index + 1)));
