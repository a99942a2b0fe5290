import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getVariableValues } from 'graphql/execution/values.js';
import {
  Kind,
  parse,
  print,
  typeFromAST,
  validate,
  type GraphQLInputType,
  type OperationDefinitionNode,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Answer, type Asked } from './support/answer.ts';
import { engines, type LoadedEngine } from './support/engines.ts';
import { generateOperation, inventInput } from './support/generate-operation.ts';
import { INVENTED_ERROR, inventedSubgraph, type Trouble } from './support/invented-subgraph.ts';
import { seededRandom } from './support/random.ts';
import { startStandIns, type StandIns } from './support/stand-ins.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GENERATED = 300;
const FIRST_SEED = 20_261_121;
/** One test for so many generated operations: enough to see where, few enough to read. */
const PER_TEST = 25;

const supergraphSdl = readFileSync(path.join(ROOT, 'schema/supergraph.graphql'), 'utf8');
const subgraphSdls = globSync('schema/*.graphql', { cwd: ROOT })
  .map((file) => ({ name: path.basename(file, '.graphql'), sdl: readFileSync(path.join(ROOT, file), 'utf8') }))
  .filter(({ name }) => name !== 'api' && name !== 'supergraph');

let standIns: StandIns;
const loaded = new Map<string, LoadedEngine>();
const engineNames = Object.keys(engines);
const anyEngine = (): LoadedEngine => loaded.get(engineNames[0]!)!;

const serve = (trouble: Trouble): Record<string, string> =>
  Object.fromEntries(
    subgraphSdls.map(({ name, sdl }) => [name, standIns.serve(name, inventedSubgraph(name, sdl, trouble))]),
  );

beforeAll(async () => {
  standIns = await startStandIns();
  const urls = serve({});
  for (const name of engineNames) loaded.set(name, await engines[name]!(supergraphSdl, urls));
});
afterAll(async () => {
  await Promise.all([...loaded.values()].map((engine) => engine.stop()));
  await standIns.stop();
});

/** What engines must agree on. Each words its own errors; those of subgraphs pass through as they are. */
const comparable = ({ data, errors = [] }: Answer) => ({
  data: JSON.stringify(data, null, 1),
  errors: errors.map(({ path: at, message }) => ({
    at: JSON.stringify(at),
    ...(message.startsWith(INVENTED_ERROR) ? { message } : {}),
  })),
});

async function expectAgreement(asked: Asked, hint: string): Promise<Answer> {
  const answers: Answer[] = [];
  for (const name of engineNames) answers.push(await ask(loaded.get(name)!, asked));
  const about = `${hint}\n${print(parse(asked.query))}\n${JSON.stringify(asked.variables)}`;
  for (const [index, answer] of answers.entries()) {
    expect(comparable(answer), `${engineNames[index]}: ${about}`).toEqual(comparable(answers[0]!));
  }
  return answers[0]!;
}

/** Every query and mutation of the web client, with variables made up for it. */
function clientOperations(): Asked[] {
  const files = globSync('clients/web/operations/*.graphql', { cwd: ROOT });
  const document = parse(files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n'));
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION && one.operation !== 'subscription',
  );
  return operations.map((operation) => ({
    operationName: operation.name!.value,
    query: print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }),
  }));
}

const variablesFor = (query: string, seed: number): Record<string, unknown> => {
  const random = seededRandom(seed);
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      inventInput(typeFromAST(anyEngine().schema, type as never) as unknown as GraphQLInputType, random),
    ]),
  );
};

describe.each<{ weather: string; trouble: Trouble; seed: number }>([
  { weather: 'when all is well', trouble: {}, seed: FIRST_SEED },
  { weather: 'with nulls', trouble: { nulls: 6 }, seed: FIRST_SEED + 100_000 },
  {
    weather: 'with nulls, errors and missing entities',
    trouble: { nulls: 12, errors: 25, missing: 6 },
    seed: FIRST_SEED + 200_000,
  },
])('every engine answers alike, $weather', ({ trouble, seed }) => {
  beforeAll(() => void serve(trouble));

  it.each(clientOperations())('$operationName', async ({ query, operationName }) => {
    await expectAgreement({ query, operationName, variables: variablesFor(query, seed) }, `seed ${seed}`);
  });

  const chunks = Array.from({ length: Math.ceil(GENERATED / PER_TEST) }, (_, index) => seed + index * PER_TEST);
  it.each(chunks)('generated operations from seed %i', async (first) => {
    for (let one = first; one < first + PER_TEST; one += 1) {
      const asked = generateOperation(anyEngine().schema, one);
      if (validate(anyEngine().schema, parse(asked.query)).length > 0) continue;
      await expectAgreement(asked, `seed ${one}`);
    }
  });
});
