import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';

/** Where a value stands in the answer; each link is made once, so that two values with one parent share it. */
export type Path = GraphQLResolveInfo['path'];

/** One run of an operation. */
export interface Execution {
  readonly context: unknown;
  readonly variables: GraphQLResolveInfo['variableValues'];
  readonly errors: ErrorLog;
}

/**
 * Makes the answer's value of what a resolver gave, or a promise of it. Throws, or rejects, where the value is wrong
 * and the nearest field that may be null is further up.
 */
export type Complete = (value: unknown, execution: Execution, path: Path) => unknown;

/** Answers the selected fields of one object; `path` is undefined for the root. */
export type CompleteObject = (source: unknown, execution: Execution, path: Path | undefined) => unknown;

/** What is the same for every part of an operation. */
export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** What `@skip` and `@include` depend on: another combination is another compilation. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** The selections of several nodes of one field, on this type. */
  object(type: GraphQLObjectType, nodes: readonly FieldNode[]): CompleteObject;
}

/**
 * The errors of a run, in the order in which they came. Once a value is null because of an error, what fails below it
 * later is of no interest any more: graphql-js keeps silent about it, and so does this.
 */
export class ErrorLog {
  readonly all: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  add(error: GraphQLError, path: Path | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.all.push(error);
  }
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

export function pathToArray(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
