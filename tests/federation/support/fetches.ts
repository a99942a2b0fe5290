import { parse, print, visit } from 'graphql';

/** One operation as a subgraph received it. */
export interface Fetch {
  /** 1 for what the gateway sent first, 2 for what it sent after those answers, and so on. */
  readonly step: number;
  readonly service: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What the gateway did for one operation, as text for people: each fetch with its step, subgraph, operation and
 * variables. Fetches of one step ran side by side; their order among themselves means nothing.
 */
export function fetchesAsText(fetches: readonly Fetch[]): string {
  if (fetches.length === 0) return '(nothing is fetched)\n';
  return fetches
    .map(({ step, service, query, variables }) => [`${step}. ${service}`, ...body(query, variables)].join('\n'))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1))
    .join('\n');
}

function body(query: string, variables: Fetch['variables']): string[] {
  const lines = [`   ${oneLine(query)}`];
  for (const name of Object.keys(variables).sort()) {
    const value = variables[name];
    if (!isRepresentations(value)) lines.push(`   $${name} = ${JSON.stringify(value)}`);
    else for (const [index, one] of value.entries()) lines.push(`   $${name}[${index}] = ${JSON.stringify(one)}`);
  }
  return [...lines, ''];
}

/** Without the operation's name, which engines choose freely. */
function oneLine(query: string): string {
  const document = visit(parse(query, { noLocation: true }), {
    OperationDefinition: ({ name: _free, ...operation }) => operation,
  });
  return print(document).replace(/\s+/g, ' ');
}

const isRepresentations = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null && '__typename' in one);
