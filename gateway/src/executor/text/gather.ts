import type { EntityFetch } from '../../planner/fetch-plan.ts';
import { isSimple, keysFor } from '../representations.ts';
import type { Addition, Place } from './place.ts';
import type { Excerpt } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';
import { compileVisit, findWay, type Way } from './way.ts';

/** The representations that go out for one `_entities` field, and whom they stand for. */
export interface Gathered {
  readonly representations: readonly string[];
  /** False when something is missing that one needs. */
  readonly isWhole: boolean;
  /** Puts in its place what came for each representation. */
  take(items: readonly (Excerpt | null)[]): void;
}

export type Gather = (root: Excerpt) => Gathered;

/** A value whose text is known: in the object's own excerpt (`source` is null), or in what was added to it. */
interface KeptText {
  readonly source: number | null;
  readonly slot: number;
}

/** Where one path of an `_entities` field leads. */
interface Target {
  readonly way: Way;
  /** Where an object's excerpt takes what comes. */
  readonly slot: number;
  readonly required: readonly KeptText[];
}

/**
 * What an `_entities` field asks for, at all its places, which are of one type. The result is to be called when the parts'
 * scans are compiled.
 */
export function planGather(root: Place, entities: EntityFetch, additionTo: (place: Place) => Addition): () => Gather {
  const { paths, requires, inputRewrites, outputRewrites } = entities;
  if (inputRewrites.length > 0 || outputRewrites.length > 0) throw new Unjoinable('something is rewritten');
  if (!isSimple(requires)) throw new Unjoinable('a representation has more than plain fields');
  let opening = '';
  let names: readonly string[] = [];
  const targets = paths.flatMap((path): Target[] => {
    const way = findWay(root, path);
    const keys = way && keysFor(requires, way.to.type.name);
    if (keys === null || way === null) return [];
    const { to } = way;
    if (to.find('__typename') === null) throw new Unjoinable(`nobody asks for the type of ${to.type.name}`);
    opening = `{"__typename":"${to.type.name}"`;
    names = keys.map((key) => `,"${key.to}":`);
    return [{ way, slot: to.add(additionTo(to)), required: keys.map(({ from }) => keep(to, from)) }];
  });
  return () => {
    const visits = targets.map(({ way }) => compileVisit(way));
    return (root) => {
      const gathering = new Gathering(opening, names);
      for (const [at, { slot, required }] of targets.entries()) {
        visits[at]!(root, (excerpt) => gathering.add(excerpt, slot, required));
      }
      return gathering;
    };
  };
}

/** Lets the excerpts of a place keep a field's text. */
function keep(place: Place, key: string): KeptText {
  const found = place.find(key);
  if (found === null) throw new Unjoinable(`nobody brings ${place.type.name}.${key}`);
  const { source, index } = found;
  if (source.part.fields[index]!.below !== null) throw new Unjoinable(`${place.type.name}.${key} is an object`);
  return { source: source.slot, slot: source.part.slotOfKey(index) };
}

/** Equal representations are sent once. */
class Gathering implements Gathered {
  readonly representations: string[] = [];
  isWhole = true;
  readonly #opening: string;
  readonly #names: readonly string[];
  readonly #known = new Map<string, number>();
  /** By object: its excerpt, where that takes what comes, and which of the representations stands for it. */
  readonly #objects: Excerpt[] = [];
  readonly #slots: number[] = [];
  readonly #positions: number[] = [];

  constructor(opening: string, names: readonly string[]) {
    this.#opening = opening;
    this.#names = names;
  }

  add(excerpt: Excerpt, slot: number, required: readonly KeptText[]): void {
    let id = '';
    for (let index = 0; index < required.length; index += 1) {
      const { source, slot: at } = required[index]!;
      const from = source === null ? excerpt : (excerpt[source] as Excerpt | null);
      if (from === null) return void (this.isWhole = false);
      id +=
        (index === 0 ? '' : this.#names[index]!) + from[0].toString('utf8', from[at] as number, from[at + 1] as number);
    }
    let position = this.#known.get(id);
    if (position === undefined) {
      position = this.representations.length;
      this.#known.set(id, position);
      this.representations.push(`${this.#opening}${this.#names[0] ?? ''}${id}}`);
    }
    this.#objects.push(excerpt);
    this.#slots.push(slot);
    this.#positions.push(position);
  }

  take(items: readonly (Excerpt | null)[]): void {
    for (let index = 0; index < this.#objects.length; index += 1) {
      this.#objects[index]![this.#slots[index]!] = items[this.#positions[index]!];
    }
  }
}
