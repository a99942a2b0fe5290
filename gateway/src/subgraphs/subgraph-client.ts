import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** An answer that has `data` or `errors`; anything less is a `SubgraphFailure`. */
export interface SubgraphAnswer {
  /** The body as it came. */
  readonly body: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
}

/** One subgraph over HTTP: pooled, with deadline, cancellation, a retry for queries, and a circuit breaker. */
export interface SubgraphClient {
  readonly name: string;
  readonly url: string;
  /**
   * Sends a GraphQL-over-HTTP request body. Rejects with `SubgraphFailure` when no answer came: HTTP error, wrong
   * content type, truncated or malformed body, neither `data` nor `errors`, deadline, open circuit.
   * A mutation is never sent twice, nor cut off when its client leaves.
   */
  send(body: string, kind: 'query' | 'mutation', context: RequestContext): Promise<SubgraphAnswer>;
}
