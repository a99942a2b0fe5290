import { hash } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log } from '@emporium/platform/log';
import { getOperationAST, parse, print, separateOperations, type GraphQLSchema } from 'graphql';
import { withDefer, withoutDefer } from '../deferral/defer-directive.ts';
import type { RequestContext } from '../request-context.ts';
import type { Subgraphs } from '../subgraphs/registry.ts';
import { withoutSecurityMarks } from '../supergraph/prepare.ts';
import { createApolloPlans } from './apollo-plans.ts';
import type { Executed, LoadedSupergraph, Variables } from './engine-types.ts';
import { executedOf } from './apollo-result.ts';

/** Loads a supergraph for `@apollo/gateway`. Rejects when that refuses it. Nothing is reported to Apollo. */
export async function loadApolloSupergraph(
  sdl: string,
  { subgraphs, log }: { readonly subgraphs: Subgraphs; readonly log: Log },
): Promise<LoadedSupergraph> {
  let schema: GraphQLSchema | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurityMarks(sdl),
    logger: log,
    buildService: ({ name, url }) => subgraphs.connect(name, url),
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
  const server = new ApolloServer<RequestContext>({
    gateway,
    introspection: true, // whether it is allowed is decided before
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  const plans = createApolloPlans(withoutSecurityMarks(sdl), schema!, { subgraphs, log });

  return {
    id: hash('sha256', sdl, 'base64url').slice(0, 16),
    sdl,
    ast: parse(sdl, { noLocation: true }),
    schema: withDefer(schema!),
    plan(document, operation) {
      // Without the fragments of other operations: Apollo Server refuses what is never used.
      const alone = withoutDefer(separateOperations(document)[operation.name?.value ?? '']!);
      if (operation.operation === 'subscription') {
        const { stream, describe } = plans.plan(alone, getOperationAST(alone)!);
        const execute = () => Promise.reject(new Error('a subscription is not executed'));
        return { stream, describe, execute, executeInParts: null };
      }
      const query = print(alone);
      const execute = async (variables: Variables, contextValue: RequestContext): Promise<Executed> => {
        const { body } = await server.executeOperation({ query, variables: { ...variables } }, { contextValue });
        if (body.kind !== 'single') throw new Error('an incremental answer, which was not asked for');
        return executedOf(body.singleResult);
      };
      return { stream: null, describe: () => plans.describe(alone, operation), execute, executeInParts: null };
    },
  };
}
