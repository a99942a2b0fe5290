import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** An answer that has `data` or `errors`; anything less is a `SubgraphFailure`. */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  /** The body, if whoever asked recognised it: then nobody has read it, and `data` and `errors` are undefined. */
  readonly recognised: Buffer | null;
}

/** True for a body that whoever asked needs no objects of: it is a faultless answer to the letter. */
export type Recognise = (body: Buffer) => boolean;

/** One subgraph over HTTP: pooled, with deadline, cancellation, a retry for queries, and a circuit breaker. */
export interface SubgraphClient {
  readonly name: string;
  readonly url: string;
  /**
   * Sends a GraphQL-over-HTTP request body. Rejects with `SubgraphFailure` when no answer came: HTTP error, wrong
   * content type, truncated or malformed body, neither `data` nor `errors`, deadline, open circuit.
   * A mutation is never sent twice, nor cut off when its client leaves.
   */
  send(
    body: string,
    kind: 'query' | 'mutation',
    context: RequestContext,
    recognise?: Recognise,
  ): Promise<SubgraphAnswer>;
}
