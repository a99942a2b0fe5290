import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import {
  prettyFormatQueryPlan,
  QueryPlanner,
  type FetchNode,
  type PlanNode,
  type QueryPlan,
  type SubscriptionNode,
} from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { Log } from '@emporium/platform/log';
import {
  GraphQLError,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from '../request-context.ts';
import type { Subgraphs } from '../subgraphs/registry.ts';
import { executedOf } from './apollo-result.ts';
import type { PlannedStream, Variables } from './engine-types.ts';

/** What `@apollo/gateway` plans, but does not run or show. */
export interface ApolloPlans {
  plan(
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): { readonly stream: PlannedStream; readonly describe: () => string };
  describe(document: DocumentNode, operation: OperationDefinitionNode): string;
}

/**
 * The federation planner splits a subscription into `primary`, one operation for the subgraph that owns the events,
 * and `rest`, the fetches each event needs; `@apollo/gateway` plans this but refuses to run it. Here each event
 * stands in for the answer to `primary`, and `rest` runs through the gateway's own executor.
 */
export function createApolloPlans(
  supergraphSdl: string,
  schema: GraphQLSchema,
  { subgraphs, log }: { subgraphs: Subgraphs; log: Log },
): ApolloPlans {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);

  const buildPlan = (document: DocumentNode, { name }: OperationDefinitionNode): QueryPlan =>
    planner.buildQueryPlan(operationFromDocument(apiSchema, document, name ? { operationName: name.value } : {}));

  return {
    describe: (document, operation) => prettyFormatQueryPlan(buildPlan(document, operation)),
    plan(document, operation) {
      const queryPlan = buildPlan(document, operation);
      const { primary, rest } = subscriptionNode(queryPlan);
      const eventPlan: QueryPlan = { kind: 'QueryPlan', node: rest ? inSequence(primary, rest) : primary };
      const operationContext = buildOperationContext({ schema, operationDocument: document });
      const stream: PlannedStream = {
        service: primary.serviceName,
        query: primary.operation,
        operationName: primary.operationName ?? null,
        variableNames: primary.variableUsages ?? [],
        async join(event, variables, context) {
          const result = await executeQueryPlan(
            eventPlan,
            withEvent(primary, event, subgraphs),
            requestContextFor(variables, context, log),
            operationContext,
            supergraphSchema,
            apiSchema,
          );
          return executedOf(result);
        },
      };
      return { stream, describe: () => prettyFormatQueryPlan(queryPlan) };
    },
  };
}

function subscriptionNode({ node }: QueryPlan): SubscriptionNode {
  if (node?.kind === 'Subscription') return node;
  throw new GraphQLError('This operation is not a subscription.', { extensions: { code: 'BAD_REQUEST' } });
}

const inSequence = (primary: FetchNode, rest: PlanNode): PlanNode => ({
  kind: 'Sequence',
  nodes: [primary, ...(rest.kind === 'Sequence' ? rest.nodes : [rest])],
});

/** The subgraphs, of which the owning one answers `primary` with the event and everything else as usual. */
function withEvent(
  primary: FetchNode,
  event: FormattedExecutionResult,
  subgraphs: Subgraphs,
): Record<string, GraphQLDataSource> {
  const owner: GraphQLDataSource = {
    process: async (options) =>
      options.request.query === primary.operation
        ? { data: event.data ?? null, ...(event.errors ? { errors: event.errors } : {}) }
        : subgraphs.dataSources[primary.serviceName]!.process(options),
  };
  return { ...subgraphs.dataSources, [primary.serviceName]: owner };
}

/** What the executor reads of a request; the rest of Apollo's request context belongs to Apollo Server. */
const requestContextFor = (variables: Variables, context: RequestContext, log: Log) =>
  ({ request: { variables }, context, logger: log, metrics: {} }) as unknown as GatewayGraphQLRequestContext<
    Record<string, unknown>
  >;
