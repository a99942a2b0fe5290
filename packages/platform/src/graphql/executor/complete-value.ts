import {
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { typeFinder } from './abstract-type.ts';
import {
  isPromise,
  pathToArray,
  type Compilation,
  type Complete,
  type CompleteObject,
  type Execution,
  type Path,
} from './execution.ts';

/** The field whose value is completed. */
export interface Site {
  readonly compilation: Compilation;
  readonly parentType: GraphQLObjectType;
  readonly fieldName: string;
  readonly nodes: readonly FieldNode[];
  info(execution: Execution, path: Path): GraphQLResolveInfo;
}

/** https://spec.graphql.org/draft/#sec-Value-Completion for one type at one place, decided once for all its values. */
export function completerOf(site: Site, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return nonNull(site, completerOf(site, type.ofType));
  return nullable(completerOfNullable(site, type));
}

function completerOfNullable(site: Site, type: GraphQLOutputType): Complete {
  if (isListType(type)) return list(site, type.ofType);
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) return object(site, type);
  return abstract(site, type as GraphQLAbstractType);
}

function nonNull({ parentType, fieldName }: Site, complete: Complete): Complete {
  return (value, execution, path) => {
    const completed = complete(value, execution, path);
    if (completed === null) {
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
    }
    return completed;
  };
}

/** An Error that a resolver returned is as good as one that it threw. */
function nullable(complete: Complete): Complete {
  return (value, execution, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, execution, path);
  };
}

function leaf(type: GraphQLLeafType): Complete {
  return (value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) {
      const call = `${inspect(type)}.serialize(${inspect(value)})`;
      throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
    }
    return serialized;
  };
}

function list(site: Site, itemType: GraphQLOutputType): Complete {
  const complete = completerOf(site, itemType);
  const mayBeNull = !isNonNullType(itemType);

  return (value, execution, path) => {
    if (!isIterable(value)) {
      const field = `${site.parentType.name}.${site.fieldName}`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field}".`);
    }
    let pending = false;
    const completed = Array.from(value, (item, key) => {
      const itemPath: Path = { prev: path, key, typename: undefined };
      const fail = (raw: unknown): null => {
        const error = locatedError(raw, site.nodes, pathToArray(itemPath));
        if (!mayBeNull) throw error;
        execution.errors.add(error, itemPath);
        return null;
      };
      try {
        const result = isPromise(item)
          ? item.then((resolved) => complete(resolved, execution, itemPath))
          : complete(item, execution, itemPath);
        if (!isPromise(result)) return result;
        pending = true;
        return result.then(undefined, fail);
      } catch (error) {
        return fail(error);
      }
    });
    return pending ? Promise.all(completed) : completed;
  };
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function object(site: Site, type: GraphQLObjectType): Complete {
  let fields: CompleteObject | undefined;
  const complete: Complete = (value, execution, path) => {
    fields ??= site.compilation.object(type, site.nodes);
    return fields(value, execution, path);
  };
  const { isTypeOf } = type;
  if (!isTypeOf) return complete;

  const wrong = (value: unknown): GraphQLError =>
    new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes: site.nodes });
  return (value, execution, path) => {
    const isOne = isTypeOf(value, execution.context, site.info(execution, path));
    if (isPromise(isOne)) {
      return isOne.then((resolved) => {
        if (!resolved) throw wrong(value);
        return complete(value, execution, path);
      });
    }
    if (!isOne) throw wrong(value);
    return complete(value, execution, path);
  };
}

function abstract(site: Site, type: GraphQLAbstractType): Complete {
  const find = typeFinder(type, site.nodes);
  const completers = new Map<GraphQLObjectType, Complete>();
  const completerFor = (found: GraphQLObjectType): Complete => {
    const complete = completers.get(found) ?? object(site, found);
    completers.set(found, complete);
    return complete;
  };
  return (value, execution, path) => {
    const found = find(value, execution.context, site.info(execution, path));
    return isPromise(found)
      ? found.then((resolved) => completerFor(resolved)(value, execution, path))
      : completerFor(found)(value, execution, path);
  };
}
