import { getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { FetchNode } from '../../planner/fetch-plan.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import type { Run } from '../execution.ts';
import { compileRequestBody } from '../request-body.ts';
import { Selections } from '../shape/selections.ts';
import { askForText, giveUp, type Attempt } from './attempt.ts';
import { compileReadBody, compileScanEntities, type Items, type ReadBody } from './body.ts';
import { planGather, type Gather } from './gather.ts';
import { readPart } from './part.ts';
import type { Addition, Place } from './place.ts';
import { compileList, compileNullable, compileScan, type Scan } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';

/**
 * A fetch is compiled in two steps: what it brings and needs is told to the places first; when every fetch and the client
 * have done so, it is known how its answers are cut, and the second step compiles that.
 */
export type PlannedFetch = () => Run<Attempt>;

export function planFetch(
  fetch: FetchNode,
  root: Place,
  environment: ExecutorEnvironment,
  variables: Variables,
): PlannedFetch {
  if (fetch.outputRewrites.length > 0) throw new Unjoinable('something is rewritten');
  const document = parse(fetch.operation, { noLocation: true });
  const fetched = {
    set: getOperationAST(document)!.selectionSet,
    selections: new Selections(environment.schema, document, environment.sourceKey),
    variables,
  };
  return fetch.entities === null
    ? planRootFetch(fetch, root, fetched, environment)
    : planEntityFetch(fetch, root, fetched, environment);
}

/** The operation of a fetch. */
interface Fetched {
  readonly set: SelectionSetNode;
  readonly selections: Selections;
  readonly variables: Variables;
}

function planRootFetch(
  fetch: FetchNode,
  root: Place,
  { set, selections, variables }: Fetched,
  environment: ExecutorEnvironment,
): PlannedFetch {
  const part = readPart(root.type, [set], selections, variables);
  const slot = root.add({ part, mustCome: true });
  const kind = fetch.operationKind === 'mutation' ? 'mutation' : 'query';
  const client = environment.client(fetch.service);
  const request = compileRequestBody(fetch);
  return () => {
    const read = compileReadBody(compileScan(part));
    return (attempt) => {
      if (attempt.isOver) return;
      const body = request.write(attempt.variables, []);
      return askForText(attempt, client, body, kind, read, (excerpt) => (attempt.root[slot] = excerpt));
    };
  };
}

/** One `_entities` field of a fetch. */
interface EntitiesField {
  readonly responseKey: string;
  /** Null when there are no objects that it could add to. */
  readonly addition: Addition | null;
  readonly compileGather: () => Gather;
}

function planEntityFetch(
  fetch: FetchNode,
  root: Place,
  { set, selections, variables }: Fetched,
  environment: ExecutorEnvironment,
): PlannedFetch {
  const client = environment.client(fetch.service);
  const request = compileRequestBody(fetch);
  const fields = fetch.entities!.map((entities, index): EntitiesField => {
    const field = set.selections[index];
    const { responseKey } = entities;
    if (field?.kind !== Kind.FIELD || (field.alias ?? field.name).value !== responseKey || field.directives?.length)
      throw new Unjoinable(`${responseKey} is not where it should be`);
    let addition: Addition | null = null;
    const compileGather = planGather(
      root,
      entities,
      ({ type }) =>
        (addition ??= { part: readPart(type, [field.selectionSet!], selections, variables), mustCome: false }),
    );
    return { responseKey, addition, compileGather };
  });
  return () => {
    const gathers = fields.map(({ compileGather }) => compileGather());
    const scans = fields.map(({ responseKey, addition }) => ({ responseKey, scan: scanItems(addition) }));
    const read = compileReadBody(compileScanEntities(scans));
    return (attempt) => {
      if (attempt.isOver) return;
      const gathered = gathers.map((gather) => gather(attempt.root));
      if (gathered.some(({ isWhole }) => !isWhole)) return giveUp(attempt);
      if (gathered.every(({ representations }) => representations.length === 0)) return;
      const lists = gathered.map(({ representations }) => `[${representations.join(',')}]`);
      const readAll: ReadBody<Items[]> = (text) => {
        const all = read(text);
        return all?.every((items, index) => items.length === gathered[index]!.representations.length) ? all : undefined;
      };
      const body = request.write(attempt.variables, lists);
      return askForText(attempt, client, body, 'query', readAll, (all) => {
        for (const [index, one] of gathered.entries()) one.take(all[index]!);
      });
    };
  };
}

function scanItems(addition: Addition | null): Scan<Items> {
  if (addition === null) return compileList(NOTHING);
  const scan = compileScan(addition.part);
  return compileList(addition.mustCome ? scan : compileNullable(scan));
}

const NOTHING: Scan<null> = () => undefined;
