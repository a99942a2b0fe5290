import type {
  DocumentNode,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { UnwrittenJson } from '../json-output.ts';
import type { RequestContext } from '../request-context.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** What an operation came to. */
export interface Executed {
  /** The answer's `data` as JSON, shaped as the client asked; `null` when it is null. */
  readonly data: string | UnwrittenJson;
  /** Field errors with their paths, not masked yet. */
  readonly errors: readonly GraphQLError[];
}

/** The same, written by the gateway itself. */
export interface ExecutedText extends Executed {
  readonly data: string;
}

/** What a query came to whose `@defer`red fragments come later. */
export interface ExecutedInParts extends Executed {
  /** Null when nothing is left to come. Ends after the first that has no next. */
  readonly rest: AsyncIterable<PartsSettled> | null;
}

export interface PartsSettled {
  /** In no order. */
  readonly parts: readonly ExecutedPart[];
  readonly hasNext: boolean;
}

/** A deferred fragment at one place. An error in it costs nothing around it: at worst its `data` is null. */
export interface ExecutedPart extends ExecutedText {
  /** Where it stands in the answer. Its errors have their paths in the whole answer, too. */
  readonly path: readonly (string | number)[];
  readonly label: string | null;
}

/** One operation, planned once and run many times. */
export interface PlannedOperation {
  /** Runs a query or a mutation with coerced variables, `@defer` ignored. Never rejects: what fails is in `errors`. */
  execute(variables: Variables, context: RequestContext): Promise<Executed>;
  /** Runs a query that has something to defer. Null for all others, and for engines that ignore `@defer`. */
  readonly executeInParts: ((variables: Variables, context: RequestContext) => Promise<ExecutedInParts>) | null;
  /** The query plan in the usual notation, for developers; that of the whole, whatever is deferred. */
  describe(): string;
  /** Set for subscriptions, and only for them. */
  readonly stream: PlannedStream | null;
}

/** A subscription, split between the subgraph that owns its events and the joins that each event needs. */
export interface PlannedStream {
  /** The owning subgraph. */
  readonly service: string;
  /** The operation to open there. */
  readonly query: string;
  readonly operationName: string | null;
  /** Those of the client's variables that the operation uses. */
  readonly variableNames: readonly string[];
  /** One event as the client asked for it: fetches what other subgraphs add and shapes the whole. */
  join(event: FormattedExecutionResult, variables: Variables, context: RequestContext): Promise<ExecutedText>;
}

/** One supergraph, ready for traffic. It never changes: a reload makes another. */
export interface LoadedSupergraph {
  /** Differs between supergraphs, equal for equal ones. */
  readonly id: string;
  readonly sdl: string;
  /** The SDL, parsed: for what is read of it once. */
  readonly ast: DocumentNode;
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  /** `document` is valid for `schema`. Throws a `GraphQLError` when the operation cannot be planned. */
  plan(document: DocumentNode, operation: OperationDefinitionNode): PlannedOperation;
}

export interface ReloadListener {
  /** `next` has loaded and takes traffic when every listener has settled: the time to make ready what must be. */
  prepare?(next: LoadedSupergraph): Promise<void>;
  /** The new supergraph takes traffic. */
  replaced?(): void;
}

/** What plans and runs operations on the supergraph. */
export interface Engine {
  /** Loads the supergraph for the first time; rejects when that fails. */
  start(): Promise<void>;
  /** The supergraph in use. Another object after each reload. Throws before `start`. */
  readonly current: LoadedSupergraph;
  /** Tells of each reload, not of the first load. Returns the way to stop. */
  onReload(listener: ReloadListener): () => void;
  stop(): Promise<void>;
}
