/**
 * A query plan in one form, whichever planner made it: fetches from subgraphs, and in what order. The two planners
 * differ in how they write paths, rewrites and batches of entities; nothing behind this file knows of it.
 */
export interface FetchPlan {
  /** For a subscription: the operation whose events start `node` each time. */
  readonly primary: FetchNode | null;
  /** Null when nothing has to be fetched. */
  readonly node: PlanNode | null;
}

export type PlanNode = FetchNode | SequenceNode | ParallelNode | ConditionNode;

export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

/** One branch or the other, by a Boolean variable of the operation. */
export interface ConditionNode {
  readonly kind: 'Condition';
  readonly variable: string;
  readonly ifTrue: PlanNode | null;
  readonly ifFalse: PlanNode | null;
}

/** One request to one subgraph. */
export interface FetchNode {
  readonly kind: 'Fetch';
  readonly service: string;
  readonly operationKind: 'query' | 'mutation' | 'subscription';
  readonly operationName: string | null;
  readonly operation: string;
  /** Those of the client's variables that the operation uses. */
  readonly variableNames: readonly string[];
  /** What it adds to entities that are known already; null for a fetch of root fields. */
  readonly entities: readonly EntityFetch[] | null;
  readonly outputRewrites: readonly Rewrite[];
}

/** One `_entities` field of a fetch: whose representations it takes, and which entities its answer extends. */
export interface EntityFetch {
  /** The response key of its `_entities` field. */
  readonly responseKey: string;
  /** The variable that takes the representations. */
  readonly variable: string;
  /** Where the entities are in what has been fetched so far. */
  readonly paths: readonly ResponsePath[];
  /** What a representation is made of. */
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

export type ResponsePath = readonly PathSegment[];

/** A response key; each item of a list; or on, for objects of certain types only. */
export type PathSegment = { readonly key: string } | { readonly items: true } | { readonly types: ReadonlySet<string> };

export type RequiredSelection = RequiredField | RequiredFragment;

export interface RequiredField {
  readonly kind: 'Field';
  /** The key under which it stands in what has been fetched. */
  readonly from: string;
  /** The key that it gets in the representation. */
  readonly to: string;
  readonly selections: readonly RequiredSelection[] | null;
}

export interface RequiredFragment {
  readonly kind: 'InlineFragment';
  /** The object types it applies to; null for all. */
  readonly types: ReadonlySet<string> | null;
  readonly skipIf: string | null;
  readonly includeIf: string | null;
  readonly selections: readonly RequiredSelection[];
}

/** A change to a representation before it is sent, or to an answer before it is merged. */
export interface Rewrite {
  readonly path: readonly RewriteSegment[];
  readonly change: { readonly setTo: unknown } | { readonly renameTo: string };
}

export type RewriteSegment = { readonly key: string } | { readonly types: ReadonlySet<string> };
