import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import type { TestGateway } from './test-gateway.ts';

export interface Asked {
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: Record<string, unknown>;
  /** `Bearer <token>` */
  readonly authorization?: string;
}

export interface Answered {
  readonly data?: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

/** Sends one operation and waits for its first answer, in whichever way the transport gives it. */
export type Transport = (on: TestGateway, asked: Asked) => Promise<Answered>;

const overHttp: Transport = async (on, { authorization, ...body }) => {
  const response = await fetch(on.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(body),
  });
  return answered((await response.json()) as FormattedExecutionResult);
};

const overWebSocket: Transport = (on, { authorization, query = '', ...rest }) =>
  new Promise((resolve, reject) => {
    on.connect({ authorization }).subscribe(
      { query, ...rest },
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

const overEvents: Transport = async (on, { authorization, query = '', ...rest }) => {
  const results = createEventClient({
    url: `${on.endpoint}/stream`,
    retryAttempts: 0,
    ...(authorization ? { headers: { authorization } } : {}),
  }).iterate({ query, ...rest });
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
