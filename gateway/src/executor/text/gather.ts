import type { EntityFetch } from '../../planner/fetch-plan.ts';
import { isUnconditional, keysFor } from '../representations.ts';
import type { Addition, Place } from './place.ts';
import { planRequired } from './required.ts';
import type { Excerpt } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';
import { compileVisit, findWay } from './way.ts';

/** The representations that go out for one `_entities` field, and whom they stand for. */
export interface Gathered {
  readonly representations: readonly string[];
  /** False when something is missing that one needs. */
  readonly isWhole: boolean;
  /** Puts in its place what came for each representation. */
  take(items: readonly (Excerpt | null)[]): void;
}

export type Gather = (root: Excerpt) => Gathered;

/**
 * What an `_entities` field asks for, at all its places, which are of one type. The result is to be called when the parts'
 * scans are compiled.
 */
export function planGather(root: Place, entities: EntityFetch, additionTo: (place: Place) => Addition): () => Gather {
  const { paths, requires, inputRewrites, outputRewrites } = entities;
  if (inputRewrites.length > 0 || outputRewrites.length > 0) throw new Unjoinable('something is rewritten');
  if (!isUnconditional(requires)) throw new Unjoinable('what is required depends on conditions');
  let typename = '';
  const targets = paths.flatMap((path) => {
    const way = findWay(root, path);
    const keys = way && keysFor(requires, way.to.type.name);
    if (keys === null || way === null) return [];
    const { to } = way;
    if (to.find('__typename') === null) throw new Unjoinable(`nobody asks for the type of ${to.type.name}`);
    typename = to.type.name;
    return [{ way, slot: to.add(additionTo(to)), read: planRequired(to, keys) }];
  });
  return () => {
    const opening = `{"__typename":"${typename}"`;
    const compiled = targets.map(({ way, slot, read }) => ({ visit: compileVisit(way), slot, read: read() }));
    return (excerpt) => {
      const gathering = new Gathering(opening);
      for (const { visit, slot, read } of compiled) {
        visit(excerpt, (object) => {
          if (object[slot] === null) gathering.add(object, slot, read(object)); // else it stands in several places
        });
      }
      return gathering;
    };
  };
}

/** Equal representations are sent once. */
class Gathering implements Gathered {
  readonly representations: string[] = [];
  isWhole = true;
  readonly #opening: string;
  readonly #known = new Map<string, number>();
  /** Whom representations stand for, and where these objects take what comes: until then that slot has its number. */
  readonly #objects: Excerpt[] = [];
  readonly #slots: number[] = [];

  constructor(opening: string) {
    this.#opening = opening;
  }

  add(object: Excerpt, slot: number, required: string | null): void {
    if (required === null) {
      this.isWhole = false;
      return;
    }
    let position = this.#known.get(required);
    if (position === undefined) {
      position = this.representations.length;
      this.#known.set(required, position);
      this.representations.push(required === '' ? `${this.#opening}}` : `${this.#opening},${required}}`);
    }
    object[slot] = position;
    this.#objects.push(object);
    this.#slots.push(slot);
  }

  take(items: readonly (Excerpt | null)[]): void {
    for (const [index, object] of this.#objects.entries()) {
      const slot = this.#slots[index]!;
      object[slot] = items[object[slot] as number];
    }
  }
}
