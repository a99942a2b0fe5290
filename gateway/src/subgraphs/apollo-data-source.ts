import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import type { GraphQLFormattedError } from 'graphql';
import { FetchedFields } from '../executor/fetched-fields.ts';
import type { RequestContext } from '../request-context.ts';
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
function failedAnswer({ message, extensions }: SubgraphFailure, fetch: Fetch): GatewayGraphQLResponse {
  return { data: null, errors: lostFields(fetch).map((path) => ({ message, path, extensions })) };
}

/** Where data is missing when a fetch failed as a whole: each root field, or each field of each entity. */
function lostFields({ query, variables }: Fetch): (string | number)[][] {
  const fields = new FetchedFields(query, (names) => new Set(names));
  const { representations } = variables;
  return fields.ofRoot(variables).flatMap((key) => {
    if (key !== '_entities' || !Array.isArray(representations)) return [[key]];
    return representations.flatMap(({ __typename: typename = null }: { __typename?: string | null }, index) =>
      fields.ofEntity(key, typename, variables).map((lost) => [key, index, lost]),
    );
  });
}

/** Gives errors without a path the paths of the fields they cost, when the subgraph returned no data at all. */
function located(answer: GatewayGraphQLResponse, fetch: Fetch): GatewayGraphQLResponse {
  if (answer.data || !answer.errors?.some((error) => !error.path)) return answer;
  const paths = lostFields(fetch);
  const errors = answer.errors.flatMap((error): GraphQLFormattedError[] =>
    error.path ? [error] : paths.map((path) => ({ ...error, path })),
  );
  return { ...answer, errors };
}
