import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '@emporium/platform/identity';
import type { Executed, ExecutedText, Variables } from '../engine/engine-types.ts';

/** What a viewer may see of an operation. */
export interface Permitted {
  /** Tells this outcome from others of the same operation; equal for viewers with equal rights. */
  readonly key: string;
  /**
   * The operation without what the viewer may not see, valid for the schema, with those variables only that it still
   * uses; null when nothing of it remains. Variables are coerced against the whole operation all the same.
   */
  readonly narrowed: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | null;
  /**
   * The answer to the whole operation from the answer to what is left of it (`null` when nothing was run): each
   * position that was taken out, and was reached, is null and has an error with its path; where the schema promises
   * a value, the nearest nullable position above is null instead. Of a subscription: from one event to one event.
   */
  complete(executed: Executed | null, variables: Variables): ExecutedText;
}

/** The rules of one operation, compiled once. */
export interface OperationAccess {
  /** True when nothing it selects, at any depth, asks who the viewer is. */
  readonly isPublic: boolean;
  /** Null when the viewer may see all of it: the usual case, and it costs next to nothing. */
  restrict(viewer: Viewer): Permitted | null;
}

/** `@authenticated`, `@requiresScopes` and `@policy` of one supergraph. */
export interface Access {
  /** `document` is valid for the schema that clients see. */
  compile(document: DocumentNode, operation: OperationDefinitionNode): OperationAccess;
}
