import type { TypedDocumentString } from './generated/operations.ts';
import { RequestFailed, type AnswerError } from './request-failed.ts';

export interface WebClientOptions {
  /** `https://shop.example/graphql` */
  readonly url: string;
  /** Asked before each request, so that a token may be refreshed in between; null asks as a visitor. */
  readonly token?: () => string | null | Promise<string | null>;
  /** Another `fetch` than the platform's. */
  readonly fetch?: typeof fetch;
}

/**
 * A service that is down costs its own fields: they are null, and an error names their path. Show the rest.
 */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly AnswerError[];
}

/** No variables need no argument. */
type Arguments<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export interface WebClient {
  /**
   * Sends a query or a mutation. What a shopper can act on is in the payload's `userErrors`, not an exception.
   * Never repeats a request: a mutation with an `idempotencyKey` may be sent again with the same key.
   *
   * @throws {RequestFailed} when there is no data
   */
  request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...variables: Arguments<Variables>
  ): Promise<Answer<Data>>;
}

export function createWebClient(options: WebClientOptions): WebClient {
  const { url, token = () => null, fetch: send = fetch } = options;
  return {
    async request(document, ...[variables]) {
      const bearer = await token();
      const response = await send(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      return answerOf(response);
    },
  };
}

async function answerOf<Data>(response: Response): Promise<Answer<Data>> {
  const body = await bodyOf<Data>(response);
  const errors = body.errors ?? [];
  if (body.data) return { data: body.data, errors };
  throw new RequestFailed(errors[0]?.message ?? `HTTP ${response.status} without data`, errors);
}

/** A proxy that answers for the gateway does not speak GraphQL. */
async function bodyOf<Data>(response: Response): Promise<{ data?: Data | null; errors?: readonly AnswerError[] }> {
  try {
    return (await response.json()) as { data?: Data | null; errors?: readonly AnswerError[] };
  } catch (cause) {
    throw new RequestFailed(`HTTP ${response.status}, and the body is not JSON`, [], { cause });
  }
}
