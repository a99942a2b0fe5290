import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '@emporium/platform/identity';

/** What a viewer may see of an operation. */
export interface Permitted {
  /** Tells this outcome from others of the same operation; equal for viewers with equal rights. */
  readonly key: string;
  /** The document without what the viewer may not see, or null when nothing of the operation remains. */
  readonly document: DocumentNode | null;
  /** One for each field taken out, with its path. */
  readonly errors: readonly GraphQLError[];
}

/** The rules of one operation, compiled once. */
export interface OperationAccess {
  /** True when nothing it selects, at any depth, asks who the viewer is. */
  readonly isPublic: boolean;
  /** Null when the viewer may see all of it: the usual case, and it costs next to nothing. */
  restrict(viewer: Viewer): Permitted | null;
}

/** `@authenticated` and `@requiresScopes` of one supergraph. */
export interface Access {
  compile(document: DocumentNode, operation: OperationDefinitionNode): OperationAccess;
}
