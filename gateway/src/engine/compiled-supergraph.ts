import { hash } from 'node:crypto';
import {
  GraphQLError,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLAbstractType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Log } from '@emporium/platform/log';
import { compileOperation } from '../executor/compile-operation.ts';
import type { ExecutorEnvironment } from '../executor/environment.ts';
import { splitDocument } from '../executor/planner-document.ts';
import { createPlanner, type PlannerChoice } from '../planner/create-planner.ts';
import type { FetchPlan } from '../planner/fetch-plan.ts';
import { objectTypesOf } from '../planner/type-names.ts';
import type { SubgraphClient } from '../subgraphs/subgraph-client.ts';
import type { LoadedSupergraph, PlannedOperation } from './engine-types.ts';
import { withOverrides } from './overrides.ts';

export interface CompiledOptions {
  readonly planner: PlannerChoice;
  /** Labels of progressive `@override` that are in force, besides `percent(x)`. */
  readonly overrideLabels: readonly string[];
  /** The client of a subgraph, given the URL that the supergraph has for it. */
  readonly client: (name: string, url: string) => SubgraphClient;
  readonly log: Log;
}

const NOTHING_TO_FETCH: FetchPlan = { primary: null, node: null };

/** Loads a supergraph for the compiled executor. Rejects when it is not one. */
export async function loadCompiledSupergraph(sdl: string, options: CompiledOptions): Promise<LoadedSupergraph> {
  const ast = parse(sdl, { noLocation: true });
  const typesOf = objectTypesOf(ast);
  const { planner, schema } = await createPlanner(sdl, typesOf, options.planner);
  options.log.info({ planner: planner.name }, 'supergraph loaded');
  const clients = new Map(subgraphsOf(ast).map(({ name, url }) => [name, options.client(name, url)]));
  const environment: ExecutorEnvironment = { schema, typesOf, client: (service) => clients.get(service)! };
  const labels = new Set(options.overrideLabels);
  const hidesTypes = (type: GraphQLAbstractType): boolean =>
    typesOf([type.name]).size - 1 > schema.getPossibleTypes(type).length; // the first of them is its own name

  const plan = (document: DocumentNode, operation: OperationDefinitionNode): PlannedOperation => {
    const { fetched, introspected } = splitDocument(document, operation, schema, hidesTypes);
    const operationName = operation.name?.value ?? null;
    return withOverrides(planner.overridePercentages, (percentage) => {
      const planned = fetched ? planner.plan(fetched, operationName, { labels, percentage }) : NOTHING_TO_FETCH;
      return compileOperation(planned, introspected, document, operation, environment);
    });
  };
  return { id: hash('sha256', sdl, 'base64url').slice(0, 16), sdl, schema, plan };
}

/** The subgraphs of a supergraph, as its `join__Graph` enum names them (join specification). */
function subgraphsOf(ast: DocumentNode): { name: string; url: string }[] {
  const graphs = ast.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new GraphQLError('This is no supergraph: it has no enum join__Graph. Compose the subgraphs first.');
  }
  return (graphs.values ?? []).map(({ directives }) => {
    const given = directives?.find(({ name }) => name.value === 'join__graph')?.arguments ?? [];
    const text = (argument: string): string => {
      const value = given.find(({ name }) => name.value === argument)?.value;
      return value?.kind === Kind.STRING ? value.value : '';
    };
    return { name: text('name'), url: text('url') };
  });
}
