import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { silentLog } from '@emporium/platform/log';
import { execute, getOperationAST, parse, type GraphQLError } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { loadCompiledSupergraph } from '../../../engine/compiled-supergraph.ts';
import type { PlannerChoice } from '../../../planner/create-planner.ts';
import { readAnswer } from '../../../subgraphs/answer.ts';
import type { SubgraphClient } from '../../../subgraphs/subgraph-client.ts';
import { SubgraphFailure } from '../../../subgraphs/subgraph-failure.ts';
import { testContext } from '../../../testing/request-context.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])\n';

export interface StallSubgraph {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, unknown>>;
  readonly root?: Readonly<Record<string, unknown>>;
}

export interface Answered {
  readonly data: string;
  readonly errors: readonly GraphQLError[];
  /** The answer's `data` was put together from the bytes of the subgraphs' answers. */
  readonly isJoined: boolean;
  /** What subgraphs were asked: `name body`, in order. */
  readonly asked: readonly string[];
}

/** Changes what a subgraph answers. */
export type Change = (service: string, body: string | Buffer) => string | Buffer;

/** Subgraphs without a network: the bytes of an answer are whatever a test makes of them. */
export async function openStall(subgraphs: Readonly<Record<string, StallSubgraph>>, planner: PlannerChoice = 'apollo') {
  const definitions = Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, typeDefs: parse(LINK + sdl) }));
  const { supergraphSdl, errors } = composeServices(definitions.map((one) => ({ ...one, url: `http://${one.name}` })));
  if (supergraphSdl === undefined) throw new Error(String(errors));
  let asked: string[] = [];
  let change: Change = (_, body) => body;

  const client = (name: string): SubgraphClient => {
    const { resolvers, root } = subgraphs[name]!;
    const { typeDefs } = definitions.find((one) => one.name === name)!;
    const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
    return {
      name,
      url: `http://${name}`,
      async send(body, _kind, _context, recognise) {
        asked.push(`${name} ${body}`);
        const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
        const result = await execute({ schema, document: parse(query), variableValues: variables, rootValue: root });
        const bytes = Buffer.from(change(name, JSON.stringify(result)));
        const answer = readAnswer(200, 'application/json', bytes, recognise);
        if ('reason' in answer) throw new SubgraphFailure(name, answer.reason, answer.detail);
        return answer;
      },
    };
  };
  const supergraph = await loadCompiledSupergraph(supergraphSdl, {
    planner,
    overrideLabels: [],
    client,
    log: silentLog,
  });

  /** Plans an operation, to be asked again and again. */
  const prepare = (query: string) => {
    const document = parse(query);
    const operation = getOperationAST(document)!;
    const planned = supergraph.plan(document, operation);
    return async (variables: Record<string, unknown> = {}, as: Change = (_, body) => body): Promise<Answered> => {
      change = as;
      asked = [];
      const { coerced } = getVariableValues(supergraph.schema, operation.variableDefinitions ?? [], variables);
      const { data, errors: found } = await planned.execute(coerced!, testContext());
      return { data: String(data), errors: found, isJoined: typeof data !== 'string', asked };
    };
  };
  return { prepare, ask: (query: string, as?: Change) => prepare(query)({}, as) };
}

/** The same JSON, but not to the letter: it has to be read. */
export const withBlank: Change = (_, body) => Buffer.concat([Buffer.from(' '), Buffer.from(body)]);
