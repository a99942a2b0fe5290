import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import {
  QueryPlanner,
  type FetchDataRewrite,
  type FetchNode as ApolloFetch,
  type PlanNode as ApolloNode,
  type QueryPlan,
  type QueryPlanSelectionNode,
  type ResponsePath as ApolloPath,
  type SubscriptionNode,
} from '@apollo/query-planner';
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
import { withoutSecurityMarks } from '../supergraph/prepare.ts';
import type { Planner } from './planner.ts';
import type { ObjectTypesOf } from './type-names.ts';

/** The label of a progressive `@override` in a supergraph. */
const PERCENTAGE = /overrideLabel: "percent\((\d+(?:\.\d+)?)\)"/g;

/** The planner that `@apollo/gateway` uses, for platforms on which the other one does not load. */
export function loadApolloPlanner(supergraphSdl: string, typesOf: ObjectTypesOf): Planner {
  const supergraph = Supergraph.build(withoutSecurityMarks(supergraphSdl), { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  const convert = createConverter(typesOf);
  const percentages = [...new Set([...supergraphSdl.matchAll(PERCENTAGE)].map(([, share]) => Number(share)))].toSorted(
    (a, b) => a - b,
  );
  return {
    name: 'apollo',
    schema: apiSchema.toGraphQLJSSchema(),
    overridePercentages: percentages,
    plan(document, operationName, { labels, percentage }) {
      const named = operationName === null ? {} : { operationName };
      const overrideConditions = new Map([
        ...[...labels].map((label) => [label, true] as const),
        ...percentages.map((threshold) => [`percent(${threshold})`, percentage < threshold] as const),
      ]);
      return withAnyVariables(document, (asked) => {
        const operation = operationFromDocument(apiSchema, asked, named);
        return convert(planner.buildQueryPlan(operation, { overrideConditions }));
      });
    },
    forSupergraph: (sdl) => loadApolloPlanner(sdl, typesOf),
  };
}

function createConverter(typesOf: ObjectTypesOf): (plan: QueryPlan) => FetchPlan {
  const node = (apollo: ApolloNode, at: ResponsePath): PlanNode => {
    switch (apollo.kind) {
      case 'Sequence':
        return { kind: 'Sequence', nodes: apollo.nodes.map((child) => node(child, at)) };
      case 'Parallel':
        return { kind: 'Parallel', nodes: apollo.nodes.map((child) => node(child, at)) };
      case 'Condition':
        return {
          kind: 'Condition',
          variable: apollo.condition,
          ifTrue: apollo.ifClause ? node(apollo.ifClause, at) : null,
          ifFalse: apollo.elseClause ? node(apollo.elseClause, at) : null,
        };
      case 'Flatten':
        return node(apollo.node, [...at, ...path(apollo.path)]);
      case 'Fetch':
        return fetch(apollo, at);
      case 'Defer':
        throw new Error('a Defer node, which is not asked for');
    }
  };

  const fetch = (apollo: ApolloFetch, at: ResponsePath): FetchNode => ({
    kind: 'Fetch',
    service: apollo.serviceName,
    operationKind: apollo.operationKind as FetchNode['operationKind'],
    operationName: apollo.operationName ?? null,
    operation: apollo.operation,
    variableNames: apollo.variableUsages ?? [],
    entities: apollo.requires ? [entities(apollo, at)] : null,
    outputRewrites: apollo.requires ? [] : rewrites(apollo.outputRewrites),
  });

  const entities = (apollo: ApolloFetch, at: ResponsePath): EntityFetch => ({
    responseKey: '_entities',
    variable: 'representations',
    paths: [at],
    requires: required(apollo.requires ?? []),
    inputRewrites: rewrites(apollo.inputRewrites),
    outputRewrites: rewrites(apollo.outputRewrites),
  });

  const path = (segments: ApolloPath): ResponsePath =>
    segments.map((segment): PathSegment => (segment === '@' ? { items: true } : { key: String(segment) }));

  const required = (selections: readonly QueryPlanSelectionNode[]): RequiredSelection[] =>
    selections.map((selection): RequiredSelection => {
      if (selection.kind === 'Field') {
        const key = selection.alias ?? selection.name;
        const below = selection.selections?.length ? required(selection.selections) : null;
        return { kind: 'Field', from: key, to: key, selections: below };
      }
      return {
        kind: 'InlineFragment',
        types: selection.typeCondition === undefined ? null : typesOf([selection.typeCondition]),
        skipIf: null,
        includeIf: null,
        selections: required(selection.selections),
      };
    });

  const rewrites = (apollo: readonly FetchDataRewrite[] | undefined): readonly Rewrite[] =>
    (apollo ?? []).map((rewrite) => ({
      path: rewrite.path.map(rewriteSegment),
      change: rewrite.kind === 'KeyRenamer' ? { renameTo: rewrite.renameKeyTo } : { setTo: rewrite.setValueTo },
    }));

  /** `... on A` narrows to a type, anything else is a key. */
  const rewriteSegment = (segment: string): RewriteSegment =>
    segment.startsWith('... on ') ? { types: typesOf([segment.slice('... on '.length)]) } : { key: segment };

  return ({ node: root }) => {
    if (!root) return { primary: null, node: null };
    if (root.kind !== 'Subscription') return { primary: null, node: node(root, []) };
    const { primary, rest } = root satisfies SubscriptionNode;
    return { primary: fetch(primary, []), node: rest ? node(rest, []) : null };
  };
}
