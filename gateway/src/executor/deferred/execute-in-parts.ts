import { GraphQLError } from 'graphql';
import type { ExecutedInParts, ExecutedPart, PartsSettled, Variables } from '../../engine/engine-types.ts';
import type { RequestContext } from '../../request-context.ts';
import { locate } from '../entity-paths.ts';
import type { Data, Path } from '../execution.ts';
import { own } from '../merge.ts';
import { areIncluded } from '../shape/selections.ts';
import { responseKeyOf } from '../shape/source-key.ts';
import type { Brought, CompiledDeferred, CompiledPortion, Parent } from './portion.ts';

const ROOT: readonly Parent[] = [{ object: {}, path: [] }];

/**
 * Runs an operation in portions: the first one, then what is deferred from it as soon as the keys are there, and so on.
 * What stands on the query's root waits for nothing. Rejects when there is a bug in the first portion.
 */
export async function executeInParts(
  portion: CompiledPortion,
  variables: Variables,
  context: RequestContext,
): Promise<ExecutedInParts> {
  const delivery = new Delivery(variables, context);
  delivery.start(
    portion.deferred.filter(({ isIndependent }) => isIndependent),
    () => ROOT,
  );
  const [first] = await portion.bring(ROOT, variables, context);
  const { data, errors } = first!;
  if (data !== null) {
    const dependent = portion.deferred.filter(({ isIndependent }) => !isIndependent);
    delivery.start(dependent, (deferred) => parentsIn([first!], deferred));
  }
  const rest = data !== null && delivery.hasNext ? delivery.parts() : null;
  return { data: JSON.stringify(data), errors, rest };
}

/** What is under way of an operation's deferred portions, and what waits to be taken. */
class Delivery {
  readonly #variables: Variables;
  readonly #context: RequestContext;
  #running = 0;
  #settled: ExecutedPart[] = [];
  #wake: () => void = () => {};

  constructor(variables: Variables, context: RequestContext) {
    this.#variables = variables;
    this.#context = context;
  }

  get hasNext(): boolean {
    return this.#running > 0 || this.#settled.length > 0;
  }

  start(portions: readonly CompiledDeferred[], parentsOf: (portion: CompiledDeferred) => readonly Parent[]): void {
    for (const portion of portions) {
      if (!areIncluded(portion.conditions, this.#variables)) continue;
      const parents = parentsOf(portion);
      if (parents.length === 0) continue;
      this.#running += 1;
      void this.#bring(portion, parents);
    }
  }

  /** Takes what is there as soon as there is anything, until nothing more is under way. */
  async *parts(): AsyncGenerator<PartsSettled, void> {
    while (this.hasNext) {
      if (this.#settled.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      const parts = this.#settled;
      this.#settled = [];
      yield { parts, hasNext: this.hasNext };
    }
  }

  /** Never rejects. */
  async #bring(portion: CompiledDeferred, parents: readonly Parent[]): Promise<void> {
    const { label } = portion;
    try {
      const brought = await portion.bring(parents, this.#variables, this.#context);
      for (const { path, data, errors } of brought) {
        this.#settled.push({ label, path, data: JSON.stringify(data), errors });
      }
      if (!this.#context.abandonment.happened) this.start(portion.deferred, (below) => parentsIn(brought, below));
    } catch (error) {
      for (const { path } of parents) {
        const bug = new GraphQLError(String(error), { path, originalError: error as Error });
        this.#settled.push({ label, path, data: 'null', errors: [bug] });
      }
    }
    this.#running -= 1;
    this.#wake();
  }
}

/** The objects in what was brought that a deferred portion belongs to, as far as the client has got them. */
function parentsIn(brought: readonly Brought[], { at, isIndependent }: CompiledDeferred): readonly Parent[] {
  return brought.flatMap(({ source, data, path }): readonly Parent[] => {
    if (data === null) return [];
    if (isIndependent) return ROOT;
    const places = new Map<Data, Path>();
    locate(source, at, places);
    return [...places].flatMap(([object, below]) => {
      const shown = below.map((part) => (typeof part === 'string' ? responseKeyOf(part) : part));
      return isThere(data, shown) ? [{ object, path: [...path, ...shown] }] : [];
    });
  });
}

/** False where the answer is null: what was fetched may be more than the client may have. */
function isThere(data: Data, path: Path): boolean {
  let value: unknown = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = own(value as Data, part as string);
  }
  return typeof value === 'object' && value !== null;
}
