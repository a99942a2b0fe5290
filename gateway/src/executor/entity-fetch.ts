import type { GraphQLFormattedError } from 'graphql';
import type { EntityFetch, FetchNode, Rewrite } from '../planner/fetch-plan.ts';
import type { SubgraphAnswer } from '../subgraphs/subgraph-client.ts';
import { SubgraphFailure } from '../subgraphs/subgraph-failure.ts';
import { compileCollect, locate, type Collect } from './entity-paths.ts';
import type { ExecutorEnvironment } from './environment.ts';
import { ask, type Data, type Execution, type Path, type Run } from './execution.ts';
import { FetchedFields } from './fetched-fields.ts';
import { copyOf, mergeInto, setMissing } from './merge.ts';
import { compileRepresent, type Represent } from './representations.ts';
import { compileRequestBody } from './request-body.ts';
import { rewrite } from './rewrites.ts';
import { lostFieldError, subgraphError } from './subgraph-errors.ts';

/** One `_entities` field of a fetch, compiled. */
interface Batch {
  readonly entities: EntityFetch;
  readonly collect: readonly Collect[];
  readonly represent: Represent;
}

/** The representations that one run sends for a batch, and for each of them the objects that it stands for. */
interface Gathered {
  readonly batch: Batch;
  readonly representations: string[];
  readonly groups: Data[][];
}

/** A fetch that adds to entities which earlier fetches have brought. Equal representations are sent once. */
export function compileEntityFetch(fetch: FetchNode, environment: ExecutorEnvironment): Run {
  const { service } = fetch;
  const client = environment.client(service);
  const body = compileRequestBody(fetch);
  const batches = fetch.entities!.map((entities): Batch => ({
    entities,
    collect: entities.paths.map((path) => compileCollect(path)),
    represent: compileRepresent(entities.requires, entities.inputRewrites),
  }));
  const losses = new Losses(service, new FetchedFields(fetch.operation, environment.typesOf));

  return async (execution) => {
    const gathered = batches.map((batch) => gather(batch, execution));
    if (gathered.every(({ groups }) => groups.length === 0)) return;

    let answer: SubgraphAnswer;
    try {
      const representations = gathered.map((one) => `[${one.representations.join(',')}]`);
      answer = await ask(execution, client, body.write(execution.variables, representations), 'query');
    } catch (error) {
      losses.fetchFailed(execution, gathered, error);
      return;
    }
    if (answer.errors) losses.report(execution, gathered, answer.errors, Boolean(answer.data));
    for (const one of gathered) take(execution, one, answer.data, losses);
  };
}

function gather(batch: Batch, execution: Execution): Gathered {
  const found: Data[] = [];
  for (const collect of batch.collect) collect(execution.data, found);

  const representations: string[] = [];
  const groups: Data[][] = [];
  const known = found.length > 1 ? new Map<string, Data[]>() : null;
  for (const object of found) {
    const representation = batch.represent(object, execution.variables);
    if (representation === null) continue;
    const group = known?.get(representation);
    if (group !== undefined) {
      group.push(object);
      continue;
    }
    const first = [object];
    known?.set(representation, first);
    representations.push(representation);
    groups.push(first);
  }
  return { batch, representations, groups };
}

function take(execution: Execution, one: Gathered, data: SubgraphAnswer['data'], losses: Losses): void {
  const { batch, groups } = one;
  if (groups.length === 0) return;
  if (!data) return losses.nothing(execution, one);

  const { responseKey, outputRewrites } = batch.entities;
  const entities = data[responseKey];
  if (!Array.isArray(entities) || entities.length !== groups.length) {
    const detail = `${responseKey} is no list of ${groups.length} entities`;
    const cause = new SubgraphFailure(losses.service, 'malformed', detail);
    return losses.fetchFailed(execution, [one], cause);
  }
  for (let index = 0; index < groups.length; index += 1) {
    const entity = entities[index] as unknown;
    const group = groups[index]!;
    if (typeof entity === 'object' && entity !== null) addEntity(group, entity as Data, outputRewrites);
    else losses.absent(execution, batch, group);
  }
}

function addEntity(group: readonly Data[], entity: Data, outputRewrites: readonly Rewrite[]): void {
  if (outputRewrites.length > 0) {
    entity['__typename'] ??= group[0]!['__typename'];
    rewrite(entity, outputRewrites);
  }
  for (let index = 1; index < group.length; index += 1) mergeInto(group[index]!, copyOf(entity));
  mergeInto(group[0]!, entity);
}

/** What is missing when entities do not come: each field becomes a null, and where there is an error it is told there. */
class Losses {
  readonly service: string;
  readonly #fields: FetchedFields;

  constructor(service: string, fields: FetchedFields) {
    this.service = service;
    this.#fields = fields;
  }

  /** No answer: an error at each missing field. */
  fetchFailed(execution: Execution, gathered: readonly Gathered[], cause: unknown): void {
    for (const one of gathered) {
      this.#each(execution, one, (path) => execution.errors.push(lostFieldError(this.service, cause, path)));
    }
  }

  /** The answer's errors: those of an entity at each of its places, others at each missing field if nothing came. */
  report(
    execution: Execution,
    gathered: readonly Gathered[],
    errors: readonly GraphQLFormattedError[],
    hasData: boolean,
  ): void {
    for (const error of errors) {
      const [key, index, ...below] = error.path ?? [];
      const one = gathered.find(({ batch }) => batch.entities.responseKey === key);
      if (one !== undefined && typeof index === 'number') {
        const places = placesOf(execution, one);
        for (const object of one.groups[index] ?? []) {
          const path = [...(places.get(object) ?? []), ...below];
          execution.errors.push(subgraphError(this.service, error, path));
        }
      } else if (hasData) {
        execution.errors.push(subgraphError(this.service, error, null));
      } else {
        for (const each of gathered) {
          this.#each(execution, each, (path) => execution.errors.push(subgraphError(this.service, error, path)));
        }
      }
    }
  }

  /** `data` is null: the errors are told already. */
  nothing(execution: Execution, one: Gathered): void {
    for (const group of one.groups) this.absent(execution, one.batch, group);
  }

  /** The subgraph knows no such entity. */
  absent(execution: Execution, batch: Batch, group: readonly Data[]): void {
    for (const object of group) {
      for (const key of this.#keys(execution, batch, object)) setMissing(object, key);
    }
  }

  #each(execution: Execution, one: Gathered, tell: (path: Path) => void): void {
    const places = placesOf(execution, one);
    for (const group of one.groups) {
      for (const object of group) {
        for (const key of this.#keys(execution, one.batch, object)) {
          tell([...(places.get(object) ?? []), key]);
        }
      }
    }
  }

  #keys({ variables }: Execution, batch: Batch, object: Data): string[] {
    const typename = object['__typename'];
    const { responseKey } = batch.entities;
    return this.#fields.ofEntity(responseKey, typeof typename === 'string' ? typename : null, variables);
  }
}

function placesOf(execution: Execution, { batch }: Gathered): Map<Data, Path> {
  const places = new Map<Data, Path>();
  for (const path of batch.entities.paths) locate(execution.data, path, places);
  return places;
}
