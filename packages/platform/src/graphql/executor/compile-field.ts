import {
  defaultFieldResolver,
  getArgumentValues,
  isNonNullType,
  Kind,
  locatedError,
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type ValueNode,
} from 'graphql';
import { completerOf, type Site } from './complete-value.ts';
import { isPromise, pathToArray, type Compilation, type Execution, type Path } from './execution.ts';

/** A field of one selection; its methods answer with null where it failed and may be null, else they throw or reject. */
export interface CompiledField {
  readonly definition: GraphQLField<unknown, unknown>;
  /** Resolves and completes. */
  run(source: unknown, execution: Execution, parent: Path | undefined): unknown;
  /** Completes what the property of its name holds; for a field without a resolver. */
  finish(value: unknown, source: unknown, execution: Execution, parent: Path | undefined): unknown;
  /** Reading the property failed. */
  fail(error: unknown, execution: Execution, parent: Path | undefined): null;
}

export function compileField(
  compilation: Compilation,
  parentType: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): CompiledField {
  const fieldName = nodes[0]!.name.value;
  const definition = parentType.getFields()[fieldName]!;
  const { schema, operation, fragments } = compilation;
  const resolve = definition.resolve ?? defaultFieldResolver;
  const argumentsOf = argumentReader(definition, nodes[0]!);
  const mayBeNull = !isNonNullType(definition.type);

  const info = (execution: Execution, path: Path): GraphQLResolveInfo => ({
    fieldName,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path: pathOfField(path),
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: execution.variables,
  });
  const site: Site = { compilation, parentType, fieldName, nodes, info };
  const complete = completerOf(site, definition.type);
  const pathBelow = (parent: Path | undefined): Path => ({ prev: parent, key, typename: parentType.name });

  const handle = (raw: unknown, execution: Execution, path: Path): null => {
    const error = locatedError(raw, nodes, pathToArray(path));
    if (!mayBeNull) throw error;
    execution.errors.add(error, path);
    return null;
  };
  const settle = (value: unknown, execution: Execution, path: Path): unknown => {
    const completed = isPromise(value)
      ? value.then((resolved) => complete(resolved, execution, path))
      : complete(value, execution, path);
    return isPromise(completed) ? completed.then(undefined, (error) => handle(error, execution, path)) : completed;
  };

  return {
    definition,
    run(source, execution, parent) {
      const path = pathBelow(parent);
      try {
        const value: unknown = resolve(source, argumentsOf(execution), execution.context, info(execution, path));
        return settle(value, execution, path);
      } catch (error) {
        return handle(error, execution, path);
      }
    },
    finish(value, source, execution, parent) {
      const path = pathBelow(parent);
      try {
        const result: unknown =
          typeof value === 'function'
            ? value.call(source, argumentsOf(execution), execution.context, info(execution, path))
            : value;
        return settle(result, execution, path);
      } catch (error) {
        return handle(error, execution, path);
      }
    },
    fail: (error, execution, parent) => handle(error, execution, pathBelow(parent)),
  };
}

/** Resolvers of a list's items see the path of the field. */
function pathOfField(path: Path): Path {
  let at = path;
  while (typeof at.key === 'number') at = at.prev!;
  return at;
}

/** Arguments as the resolver gets them, a new object for each call: what is written in the operation is read once. */
function argumentReader(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (execution: Execution) => Record<string, unknown> {
  if (definition.args.length === 0) return () => ({});
  if (!(node.arguments ?? []).every(isPlain)) return ({ variables }) => getArgumentValues(definition, node, variables);
  let constant: Record<string, unknown> | undefined;
  return () => {
    constant ??= getArgumentValues(definition, node);
    return { ...constant };
  };
}

const SCALARS: readonly ValueNode['kind'][] = [Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.ENUM, Kind.NULL];
const isPlain = ({ value }: ArgumentNode): boolean => SCALARS.includes(value.kind);
