import { createRequire } from 'node:module';
import type {
  FetchNode as HiveFetch,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode as HiveNode,
  QueryPlan,
  QueryPlanner,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import {
  buildASTSchema,
  GraphQLError,
  parse,
  print,
  visit,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type NameNode,
} from 'graphql';
import { withAnyVariables } from './any-variables.ts';
import type {
  EntityFetch,
  FetchNode,
  FetchPlan,
  PathSegment,
  PlanNode,
  RequiredSelection,
  ResponsePath,
  Rewrite,
  RewriteSegment,
} from './fetch-plan.ts';
import type { Planner } from './planner.ts';
import type { ObjectTypesOf } from './type-names.ts';

type Addon = { QueryPlanner: new (supergraphSdl: string) => QueryPlanner };

/**
 * The planner of Hive Router, written in Rust. It plans in a fraction of the time of Apollo's, gathers fetches of
 * entities from one subgraph into one request, and loads in milliseconds. Null where its binary does not load: there is
 * none for musl or Windows.
 */
export function loadHivePlanner(supergraphSdl: string, typesOf: ObjectTypesOf): Planner | null {
  let addon: Addon;
  try {
    addon = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as Addon;
  } catch {
    return null;
  }
  const convert = createConverter(typesOf);
  const forSupergraph = (sdl: string): Planner => {
    const planner = new addon.QueryPlanner(sdl);
    let schema: GraphQLSchema | null = null;
    return {
      name: 'hive',
      get schema() {
        return (schema ??= buildASTSchema(withoutIntrospection(parse(planner.consumerSchema, { noLocation: true })), {
          assumeValidSDL: true,
        }));
      },
      overridePercentages: planner.overridePercentages.toSorted((a, b) => a - b),
      plan(document, operationName, { labels, percentage }) {
        return withAnyVariables(document, (asked) =>
          convert(planOrExplain(planner, asked, operationName, labels as Set<string>, percentage)),
        );
      },
      forSupergraph,
    };
  };
  return forSupergraph(supergraphSdl);
}

const RESERVED = /^(__|join__|link__)/;

/** What no operation can use: a directive for schemas alone. */
const isOfSchemas = ({ locations }: DirectiveDefinitionNode): boolean =>
  locations.every(({ value }) => !EXECUTABLE.test(value));
const EXECUTABLE =
  /^(QUERY|MUTATION|SUBSCRIPTION|FIELD|FRAGMENT_DEFINITION|FRAGMENT_SPREAD|INLINE_FRAGMENT|VARIABLE_DEFINITION)$/;

/**
 * The addon prints the introspection system too, which graphql-js brings itself, remains of the join spec, and directives
 * that say something of the schema, such as `@cacheControl`, which clients have no use for.
 */
function withoutIntrospection(schema: DocumentNode): DocumentNode {
  const unlessReserved = ({ name }: { readonly name: NameNode }) => (RESERVED.test(name.value) ? null : undefined);
  return visit(schema, {
    ObjectTypeDefinition: unlessReserved,
    EnumTypeDefinition: unlessReserved,
    InputObjectTypeDefinition: unlessReserved,
    ScalarTypeDefinition: unlessReserved,
    FieldDefinition: unlessReserved,
    DirectiveDefinition: (definition) => (isOfSchemas(definition) ? null : undefined),
  });
}

function planOrExplain(
  planner: QueryPlanner,
  document: DocumentNode,
  operationName: string | null,
  labels: Set<string>,
  percentage: number,
): QueryPlan {
  try {
    return planner.plan(print(document), operationName, labels, percentage);
  } catch (error) {
    throw new GraphQLError(`The operation cannot be planned: ${(error as Error).message}`, {
      originalError: error as Error,
    });
  }
}

const NO_REWRITES: readonly Rewrite[] = [];

function createConverter(typesOf: ObjectTypesOf): (plan: QueryPlan) => FetchPlan {
  const node = (hive: HiveNode): PlanNode => {
    switch (hive.kind) {
      case 'Sequence':
        return { kind: 'Sequence', nodes: hive.nodes.map(node) };
      case 'Parallel':
        return { kind: 'Parallel', nodes: hive.nodes.map(node) };
      case 'Condition':
        return {
          kind: 'Condition',
          variable: hive.condition,
          ifTrue: hive.ifClause ? node(hive.ifClause) : null,
          ifFalse: hive.elseClause ? node(hive.elseClause) : null,
        };
      case 'Fetch':
        return { ...request(hive), entities: null, outputRewrites: rewrites(hive.outputRewrites) };
      case 'Flatten':
        return entitiesAt(hive.path, hive.node);
      case 'BatchFetch':
        return {
          ...request(hive),
          outputRewrites: NO_REWRITES,
          entities: hive.entityBatch.aliases.map((alias): EntityFetch => ({
            responseKey: alias.alias,
            variable: alias.representationsVariableName,
            paths: alias.paths.map(path),
            requires: required(alias.requires),
            inputRewrites: rewrites(alias.inputRewrites),
            outputRewrites: rewrites(alias.outputRewrites),
          })),
        };
      case 'Subscription':
      case 'Defer':
        throw new Error(`a ${hive.kind} node where none is expected`);
    }
  };

  const entitiesAt = (at: readonly FlattenNodePathSegment[], hive: HiveNode): FetchNode => {
    if (hive.kind !== 'Fetch') throw new Error(`a Flatten node around a ${hive.kind} node`);
    const entities: EntityFetch = {
      responseKey: '_entities',
      variable: 'representations',
      paths: [path(at)],
      requires: required(hive.requires ?? []),
      inputRewrites: rewrites(hive.inputRewrites),
      outputRewrites: rewrites(hive.outputRewrites),
    };
    return { ...request(hive), entities: [entities], outputRewrites: NO_REWRITES };
  };

  const request = (hive: Omit<HiveFetch, 'kind'>) => ({
    kind: 'Fetch' as const,
    service: hive.serviceName,
    operationKind: hive.operationKind ?? ('query' as const),
    operationName: hive.operationName ?? null,
    operation: hive.operation,
    variableNames: hive.variableUsages ?? [],
  });

  const path = (segments: readonly FlattenNodePathSegment[]): ResponsePath =>
    segments.map((segment): PathSegment => {
      if (segment === '@') return { items: true };
      return 'Field' in segment ? { key: segment.Field } : { types: typesOf(segment.TypeCondition) };
    });

  const required = (selections: readonly RequiresSelection[]): RequiredSelection[] =>
    selections.map((selection): RequiredSelection => {
      switch (selection.kind) {
        case 'Field':
          return {
            kind: 'Field',
            from: selection.name,
            to: selection.alias ?? selection.name,
            selections: selection.selections?.length ? required(selection.selections) : null,
          };
        case 'InlineFragment':
          return {
            kind: 'InlineFragment',
            types: typesOf([selection.typeCondition]),
            skipIf: selection.skipIf ?? null,
            includeIf: selection.includeIf ?? null,
            selections: required(selection.selections),
          };
        case 'FragmentSpread':
          throw new Error('a fragment spread in the requirements of a fetch');
      }
    });

  const rewrites = (hive: readonly FetchRewrite[] | undefined): readonly Rewrite[] =>
    hive?.length ? hive.map(rewrite) : NO_REWRITES;

  const rewrite = (hive: FetchRewrite): Rewrite => {
    if ('KeyRenamer' in hive) {
      return { path: rewritePath(hive.KeyRenamer.path), change: { renameTo: hive.KeyRenamer.renameKeyTo } };
    }
    const setter = 'ValueSetter' in hive ? hive.ValueSetter : hive;
    return { path: rewritePath(setter.path), change: { setTo: setter.setValueTo } };
  };

  const rewritePath = (segments: readonly FetchNodePathSegment[]): RewriteSegment[] =>
    segments.map((segment) => ('Key' in segment ? { key: segment.Key } : { types: typesOf(segment.TypenameEquals) }));

  return ({ node: root }) => {
    if (!root) return { primary: null, node: null };
    if (root.kind === 'Subscription') return { primary: primaryOf(root.primary), node: null };
    if (root.kind === 'Sequence' && root.nodes[0]?.kind === 'Subscription') {
      const [first, ...rest] = root.nodes;
      return { primary: primaryOf(first.primary), node: { kind: 'Sequence', nodes: rest.map(node) } };
    }
    return { primary: null, node: node(root) };
  };

  function primaryOf(hive: HiveFetch): FetchNode {
    return { ...request(hive), entities: null, outputRewrites: rewrites(hive.outputRewrites) };
  }
}
