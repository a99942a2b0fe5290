import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, askInParts, byPath, byPlace, type Answer } from './support/answer.ts';
import { behaviourNames, readBehaviour, type Case, type ExpectedAnswer } from './support/behaviour.ts';
import { engines, type LoadedEngine } from './support/engines.ts';
import { fetchesAsText } from './support/fetches.ts';
import { startStandIns, type StandIns } from './support/stand-ins.ts';
import { subgraphOf } from './support/subgraph.ts';

let standIns: StandIns;
beforeAll(async () => void (standIns = await startStandIns()));
afterAll(() => standIns.stop());

const behaviours = await Promise.all(behaviourNames().map(readBehaviour));

/** The engines that take `@defer` for more than a word. */
const DEFERRING = ['compiled', 'compiled-apollo'];

/** What was received, without whatever the expectation does not mention. */
function comparable(received: Answer, expected: ExpectedAnswer): ExpectedAnswer {
  if (received.errors?.length !== expected.errors?.length) return received;
  const errors = received.errors?.map((error, index) => {
    const mentioned = Object.keys([...expected.errors!].sort(byPath)[index]!);
    return Object.fromEntries(Object.entries(error).filter(([name]) => mentioned.includes(name)));
  });
  return { ...received, ...(errors ? { errors } : {}) };
}

describe.each(behaviours)('$name', ({ supergraphSdl, subgraphs, data, cases }) => {
  const urls: Record<string, string> = {};
  const loaded = new Map<string, LoadedEngine>();

  /** A case begins with data that no earlier one has changed. */
  const serve = (faults: Case['faults']): void => {
    const fresh = data();
    for (const { name, sdl } of subgraphs) {
      const fault = faults?.[name];
      urls[name] = standIns.serve(name, fault ? () => fault : subgraphOf(sdl, fresh[name] ?? {}));
    }
    standIns.reset();
  };
  /** One for all cases of the behaviour, but for those whose faults an engine remembers: it may give up on a subgraph. */
  const engineFor = async (name: string, faults: Case['faults']): Promise<LoadedEngine> => {
    const known = loaded.get(name);
    if (known && !faults) return known;
    const engine = await engines[name]!(supergraphSdl, urls);
    if (faults) onTestFinished(() => engine.stop());
    else loaded.set(name, engine);
    return engine;
  };
  afterAll(async () => void (await Promise.all([...loaded.values()].map((engine) => engine.stop()))));

  describe.each(cases)('$name', ({ answer, deviations = {}, inParts, faults, planFile, planFiles, ...asked }) => {
    const plans = new Map<string, string>();

    it.each(Object.keys(engines))('%s', async (name) => {
      serve(faults);
      const received = await ask(await engineFor(name, faults), asked);
      plans.set(name, fetchesAsText(standIns.received));
      const expected = deviations[name]?.answer ?? answer;
      const sorted = expected.errors ? { ...expected, errors: [...expected.errors].sort(byPath) } : expected;
      expect(comparable(received, sorted)).toEqual(sorted);
      // GraphQL 7.2.2: in the order of the operation.
      expect(JSON.stringify(received.data)).toBe(JSON.stringify(expected.data));
    });

    it.each(inParts ? DEFERRING : [])('%s, in parts', async (name) => {
      serve(faults);
      const received = await askInParts(await engineFor(name, faults), asked);
      const { first, later } = inParts!;
      const expected = { first, later: [...later].sort(byPlace) };
      expect(received?.later.map(({ path, label }) => [path, label])).toEqual(
        expected.later.map(({ path, label }) => [path, label]),
      );
      expect({
        first: comparable(received!.first, first),
        later: received!.later.map((part, index) => ({ ...part, ...comparable(part, expected.later[index]!) })),
      }).toEqual(expected);
      expect(JSON.stringify(received!.first.data)).toBe(JSON.stringify(first.data));
      if (name === DEFERRING[0])
        await expect(fetchesAsText(standIns.received)).toMatchFileSnapshot(asked.partsPlanFile);
    });

    it('is fetched as planned', async () => {
      // Engines that fetch alike share a file, called after the first of them unless that is the first of all.
      const known = [...plans];
      const files = known.map(([, plan]) => planFile(known.findIndex(([, other]) => other === plan)));
      for (const [index, [, plan]] of known.entries()) await expect(plan).toMatchFileSnapshot(files[index]!);
      expect(planFiles().filter((file) => !files.includes(file))).toEqual([]);
    });
  });
});
