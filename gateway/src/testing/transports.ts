import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import type { TestGateway } from './test-gateway.ts';

export interface Asked {
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: Record<string, unknown>;
  /** `Bearer <token>` or `ApiKey <key>` */
  readonly authorization?: string;
  /** Headers of the request, or of the upgrade to a WebSocket. */
  readonly headers?: Record<string, string>;
  /** Of the endpoint; `/graphql` unless it says otherwise. */
  readonly path?: string;
  /** Asks for the cost alone, as the transport does it. */
  readonly costOnly?: boolean;
  /** Asks for the query plan, as the transport does it. */
  readonly showPlan?: boolean;
}

/** What a request's headers say of its operation. */
const headersOf = ({ authorization, headers, costOnly, showPlan }: Asked): Record<string, string> => ({
  ...headers,
  ...(authorization ? { authorization } : {}),
  ...(costOnly ? { 'x-cost-only': '1' } : {}),
  ...(showPlan ? { 'x-show-plan': '1' } : {}),
});

/** On a socket that many operations share, the same stands in the operation's extensions. */
const extensionsOf = ({ extensions, costOnly, showPlan }: Asked): Record<string, unknown> => ({
  ...extensions,
  ...(costOnly ? { costOnly } : {}),
  ...(showPlan ? { showPlan } : {}),
});

const urlOf = (on: TestGateway, { path = '/graphql' }: Asked): string => `${on.gateway.url}${path}`;

/** The operation itself. */
const bodyOf = ({ query, variables, operationName, extensions }: Asked) => ({
  ...(query === undefined ? {} : { query }),
  ...(variables ? { variables } : {}),
  ...(operationName === undefined ? {} : { operationName }),
  ...(extensions ? { extensions } : {}),
});

export interface Answered {
  readonly data?: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

/** Sends one operation and waits for its first answer, in whichever way the transport gives it. */
export type Transport = (on: TestGateway, asked: Asked) => Promise<Answered>;

const overHttp: Transport = async (on, asked) => {
  const response = await fetch(urlOf(on, asked), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(asked) },
    body: JSON.stringify(bodyOf(asked)),
  });
  return answered((await response.json()) as FormattedExecutionResult);
};

const overWebSocket: Transport = (on, asked) =>
  new Promise((resolve, reject) => {
    const { authorization, path, headers = {} } = asked;
    on.connect({ authorization, path, headers }).subscribe(
      { query: '', ...bodyOf(asked), extensions: extensionsOf(asked) },
      {
        next: (result: FormattedExecutionResult) => resolve(answered(result)),
        error: (error) => {
          if (Array.isArray(error)) resolve({ errors: error as GraphQLFormattedError[] });
          else reject(error as Error);
        },
        complete() {},
      },
    );
  });

const overEvents: Transport = async (on, asked) => {
  const results = createEventClient({
    url: `${urlOf(on, asked)}/stream`,
    retryAttempts: 0,
    headers: headersOf(asked),
  }).iterate({ query: '', ...bodyOf(asked) });
  const { value } = await results.next();
  await results.return?.();
  return answered(value as FormattedExecutionResult);
};

export const TRANSPORTS: readonly (readonly [name: string, transport: Transport])[] = [
  ['HTTP', overHttp],
  ['WebSocket', overWebSocket],
  ['server-sent events', overEvents],
];

const answered = ({ data, errors = [], extensions }: FormattedExecutionResult): Answered => ({
  ...(data === undefined ? {} : { data: data as Record<string, unknown> | null }),
  errors,
  ...(extensions ? { extensions } : {}),
});
