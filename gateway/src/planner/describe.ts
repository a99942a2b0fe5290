import { parse, print, stripIgnoredCharacters } from 'graphql';
import type { FetchNode, FetchPlan, PathSegment, PlanNode, RequiredSelection } from './fetch-plan.ts';

/** The plan in the notation of Apollo's and Hive's query plans, for people. */
export function describePlan({ primary, node }: FetchPlan): string {
  const parts = [
    ...(primary ? [`Subscription {\n${indented(describeNode(primary))}\n}`] : []),
    ...(node ? [describeNode(node)] : []),
  ];
  return parts.length === 0 ? 'QueryPlan {}' : `QueryPlan {\n${indented(parts.join(',\n'))}\n}`;
}

function describeNode(node: PlanNode): string {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return `${node.kind} {\n${indented(node.nodes.map(describeNode).join(',\n'))}\n}`;
    case 'Condition': {
      const included = node.ifTrue
        ? `Include(if: $${node.variable}) {\n${indented(describeNode(node.ifTrue))}\n}`
        : null;
      const skipped = node.ifFalse ? `Skip(if: $${node.variable}) {\n${indented(describeNode(node.ifFalse))}\n}` : null;
      return [included, skipped].filter((branch) => branch !== null).join(',\n');
    }
    case 'Fetch':
      return describeFetch(node);
  }
}

function describeFetch({ service, entities, operation }: FetchNode): string {
  const text = indented(print(parse(operation, { noLocation: true })));
  if (entities === null) return `Fetch(service: "${service}") {\n${text}\n}`;
  const from = entities.map(
    ({ paths, requires, responseKey }) =>
      `${responseKey} at ${paths.map((path) => `"${path.map(segment).join('.')}"`).join(', ')}: ${selections(requires)}`,
  );
  return `Fetch(service: "${service}") {\n${indented(from.join('\n'))} =>\n${text}\n}`;
}

const segment = (part: PathSegment): string => {
  if ('key' in part) return part.key;
  return 'items' in part ? '@' : `|[${[...part.types].join(', ')}]`;
};

const selections = (required: readonly RequiredSelection[]): string =>
  stripIgnoredCharacters(
    `{ ${required
      .map((selection) =>
        selection.kind === 'Field'
          ? `${selection.from}${selection.selections ? ` ${selections(selection.selections)}` : ''}`
          : `... ${selection.types ? `on ${[...selection.types][0]} ` : ''}${selections(selection.selections)}`,
      )
      .join(' ')} }`,
  );

const indented = (text: string): string => text.replace(/^/gm, '  ');
