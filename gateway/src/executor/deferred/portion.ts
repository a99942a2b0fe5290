import type { GraphQLError } from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { RequestContext } from '../../request-context.ts';
import type { Data, Path } from '../execution.ts';
import type { DeferredPortion } from './split.ts';

/** An object that a portion belongs to. */
export interface Parent {
  /** As it was fetched: its type and its key are in it. */
  readonly object: Data;
  /** Where it stands in the client's answer. */
  readonly path: Path;
}

/** What a portion brought for one parent. */
export interface Brought {
  readonly path: Path;
  /** What was fetched. */
  readonly source: Data;
  /** What the client gets of it; null when it came to nothing. */
  readonly data: Data | null;
  /** With their paths in the whole answer. */
  readonly errors: readonly GraphQLError[];
}

/** A portion, planned and compiled. */
export interface CompiledPortion {
  readonly deferred: readonly CompiledDeferred[];
  /** Fetches and shapes the portion for all its parents at once; in their order. */
  bring(parents: readonly Parent[], variables: Variables, context: RequestContext): Promise<readonly Brought[]>;
}

export interface CompiledDeferred extends CompiledPortion, Pick<DeferredPortion, 'label' | 'at' | 'conditions'> {
  /** It needs nothing of the portion above: it stands on the query's root. */
  readonly isIndependent: boolean;
}
