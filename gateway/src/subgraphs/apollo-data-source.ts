import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { lostFields } from './lost-fields.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

interface Fetch {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * A subgraph client as `@apollo/gateway` wants it. Whatever goes wrong comes back as errors at the fields that are
 * missing, so one lost subgraph costs its own fields only.
 */
export class ApolloDataSource implements GraphQLDataSource {
  constructor(readonly client: SubgraphClient) {}

  async process(options: GraphQLDataSourceProcessOptions): Promise<GatewayGraphQLResponse> {
    const { query = '', variables = {}, operationName } = options.request;
    const body = JSON.stringify({ query, variables, operationName });
    const kind = query.startsWith('mutation') ? 'mutation' : 'query'; // printed by the planner: the keyword stands first
    try {
      const { data, errors } = await this.client.send(body, kind, options.context as RequestContext);
      return located({ data: data ?? null, ...(errors ? { errors } : {}) }, { query, variables });
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      return failedAnswer(error, { query, variables });
    }
  }
}

/** The answer of a subgraph that gave none: no data, and an error at each field that is now missing. */
function failedAnswer({ message, extensions }: SubgraphFailure, { query, variables }: Fetch): GatewayGraphQLResponse {
  return { data: null, errors: lostFields(query, variables).map((path) => ({ message, path, extensions })) };
}

/** Gives errors without a path the paths of the fields they cost, when the subgraph returned no data at all. */
function located(answer: GatewayGraphQLResponse, { query, variables }: Fetch): GatewayGraphQLResponse {
  if (answer.data || !answer.errors?.some((error) => !error.path)) return answer;
  const paths = lostFields(query, variables);
  const errors = answer.errors.flatMap((error): GraphQLFormattedError[] =>
    error.path ? [error] : paths.map((path) => ({ ...error, path })),
  );
  return { ...answer, errors };
}
