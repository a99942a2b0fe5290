import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import type { GraphQLFormattedError } from 'graphql';
import { lostFields } from './lost-fields.ts';

export type FailureCode = 'SERVICE_UNAVAILABLE' | 'DEADLINE_EXCEEDED';

interface Fetch {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The answer of a subgraph that gave none: no data, and an error at each field that is now missing. */
export function failedAnswer(service: string, fetch: Fetch, code: FailureCode): GatewayGraphQLResponse {
  const message =
    code === 'DEADLINE_EXCEEDED'
      ? `The ${service} service took too long. The rest of the answer is complete; ask again for this part.`
      : `The ${service} service is not available. The rest of the answer is complete; ask again for this part.`;
  const paths = lostFields(fetch.query, fetch.variables);
  return { data: null, errors: paths.map((path) => ({ message, path, extensions: { code, service } })) };
}

/** Gives errors without a path the paths of the fields they cost, when the subgraph returned no data at all. */
export function located(answer: GatewayGraphQLResponse, fetch: Fetch): GatewayGraphQLResponse {
  if (answer.data || !answer.errors?.some((error) => !error.path)) return answer;
  const paths = lostFields(fetch.query, fetch.variables);
  const errors = answer.errors.flatMap((error): GraphQLFormattedError[] =>
    error.path ? [error] : paths.map((path) => ({ ...error, path })),
  );
  return { ...answer, errors };
}
