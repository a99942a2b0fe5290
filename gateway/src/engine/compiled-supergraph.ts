import { hash } from 'node:crypto';
import {
  OperationTypeNode,
  parse,
  type DocumentNode,
  type GraphQLAbstractType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Log } from '@emporium/platform/log';
import { deferVariables, withDefer } from '../deferral/defer-directive.ts';
import { compileOperation } from '../executor/compile-operation.ts';
import { compileInParts } from '../executor/deferred/compile-in-parts.ts';
import type { PortionedOperation } from '../executor/deferred/compile-portions.ts';
import type { ExecutorEnvironment } from '../executor/environment.ts';
import { mutationsOf, splitDocument } from '../executor/planner-document.ts';
import { fetchesIn } from '../executor/service-of.ts';
import { createSourceKey, neededFields } from '../executor/shape/source-key.ts';
import { createPlanner, type PlannerChoice } from '../planner/create-planner.ts';
import { createEntityRoots } from '../planner/entity-roots.ts';
import type { FetchPlan } from '../planner/fetch-plan.ts';
import type { ActiveOverrides, Planner } from '../planner/planner.ts';
import { objectTypesOf } from '../planner/type-names.ts';
import type { SubgraphClient } from '../subgraphs/subgraph-client.ts';
import { subgraphsOf } from '../supergraph/subgraphs-of.ts';
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
  const graphs = subgraphsOf(ast);
  const typesOf = objectTypesOf(ast);
  const planner = await createPlanner(sdl, typesOf, options.planner);
  const schema = withDefer(planner.schema);
  options.log.info({ planner: planner.name }, 'supergraph loaded');
  const clients = new Map(graphs.map(({ name, url }) => [name, options.client(name, url ?? '')]));
  const sourceKey = createSourceKey(neededFields(ast));
  const environment: ExecutorEnvironment = { schema, typesOf, sourceKey, client: (service) => clients.get(service)! };
  const labels = new Set(options.overrideLabels);
  const hidesTypes = (type: GraphQLAbstractType): boolean =>
    typesOf([type.name]).size - 1 > schema.getPossibleTypes(type).length; // the first of them is its own name

  const entities = once(() => {
    const { keyOf, sdl: rooted } = createEntityRoots(ast, schema);
    return { keyOf, planner: once(() => planner.forSupergraph(rooted())) };
  });

  const plan = (document: DocumentNode, operation: OperationDefinitionNode): PlannedOperation => {
    const splitOf = (one: OperationDefinitionNode) => splitDocument(document, one, schema, hidesTypes, sourceKey);
    const { fetched, introspected } = splitOf(operation);
    const operationName = operation.name?.value ?? null;
    const defers = operation.operation === OperationTypeNode.QUERY && deferVariables(document) !== null;
    return withOverrides(planner.overridePercentages, (percentage) => {
      const overrides = { labels, percentage };
      const planned = fetched ? planInSeries(planner, fetched, operationName, overrides) : NOTHING_TO_FETCH;
      const whole = compileOperation(planned, introspected, document, operation, environment);
      if (!defers) return whole;
      const portioned: PortionedOperation = {
        document,
        operation,
        splitDocument: splitOf,
        plan: (portion) => planner.plan(portion, operationName, overrides),
        keyOf: entities().keyOf,
        planFromEntities: (portion) => entities().planner().plan(portion, operationName, overrides),
      };
      return { ...whole, executeInParts: compileInParts(portioned, whole, environment) };
    });
  };
  return { id: hash('sha256', sdl, 'base64url').slice(0, 16), sdl, ast, schema, plan };
}

/** What most supergraphs never need is made when it is asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/**
 * Plans an operation. The mutations of one operation run in series, joins included (specification, 6.2.2); a planner may
 * run the joins of one beside the next, so where there are joins each mutation is planned by itself.
 */
function planInSeries(
  planner: Planner,
  document: DocumentNode,
  operationName: string | null,
  overrides: ActiveOverrides,
): FetchPlan {
  const whole = planner.plan(document, operationName, overrides);
  const mutations = mutationsOf(document);
  if (mutations.length < 2 || !whole.node || fetchesIn(whole.node).every(({ entities }) => entities === null))
    return whole;
  const nodes = mutations.flatMap((mutation) => planner.plan(mutation, operationName, overrides).node ?? []);
  return { primary: null, node: { kind: 'Sequence', nodes } };
}
