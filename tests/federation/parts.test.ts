import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, getOperationAST, lexicographicSortSchema, OperationTypeNode, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askInParts } from './support/answer.ts';
import { deferAtRandom, putTogether } from './support/defer-at-random.ts';
import { engines, type LoadedEngine } from './support/engines.ts';
import { generateOperation } from './support/generate-operation.ts';
import { inventedSubgraph } from './support/invented-subgraph.ts';
import { startStandIns, type StandIns } from './support/stand-ins.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIRST_SEED = 20_261_121;
const GENERATED = 120;
const PER_TEST = 20;

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** In a fixed order, so that a seed stands for the same operation whatever reorders the schema. */
const schema = lexicographicSortSchema(buildSchema(read('schema/api.graphql')));

let standIns: StandIns;
let engine: LoadedEngine;
beforeAll(async () => {
  standIns = await startStandIns();
  const subgraphs = globSync('schema/*.graphql', { cwd: ROOT }).filter((file) => !/\/(api|supergraph)\./.test(file));
  const urls = subgraphs.map((file) => {
    const name = path.basename(file, '.graphql');
    return [name, standIns.serve(name, inventedSubgraph(name, read(file), {}))];
  });
  engine = await engines['compiled']!(
    read('schema/supergraph.graphql'),
    Object.fromEntries(urls) as Record<string, string>,
  );
});
afterAll(async () => {
  await engine.stop();
  await standIns.stop();
});

const isQuery = (text: string): boolean => getOperationAST(parse(text))?.operation === OperationTypeNode.QUERY;

describe('the parts of a generated query make up the whole', () => {
  let later = 0;
  const chunks = Array.from({ length: GENERATED / PER_TEST }, (_, index) => FIRST_SEED + index * PER_TEST);

  it.each(chunks)('from seed %i', async (first) => {
    for (let seed = first; seed < first + PER_TEST; seed += 1) {
      const asked = generateOperation(schema, seed);
      const query = deferAtRandom(asked.query, seed);
      if (!isQuery(query) || validate(schema, parse(query)).length > 0) continue;

      const whole = await ask(engine, asked);
      const parts = await askInParts(engine, { ...asked, query });
      if (parts === null) continue; // nothing in it is an entity
      later += parts.later.length;
      const errors = [parts.first, ...parts.later].flatMap((part) => part.errors ?? []);
      expect.soft(errors, query).toEqual(whole.errors ?? []);
      expect.soft(putTogether(parts.first, parts.later), `seed ${seed}\n${query}`).toEqual(whole.data);
    }
  });

  it('of which many came later', () => expect(later).toBeGreaterThan(200));
});
