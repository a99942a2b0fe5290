import type { GraphQLObjectType } from 'graphql';
import type { Part, PartField } from './part.ts';
import { Unjoinable } from './unjoinable.ts';

/** What one fetch adds to objects that are there already, or to the root. */
export interface Addition {
  readonly part: Part;
  /** Something depends on it that cannot be null. */
  mustCome: boolean;
}

/** One fetch's part of the objects at a place. */
export interface Source {
  readonly part: Part;
  /** Null for the part that brought the object itself. */
  readonly addition: Addition | null;
  /** Where the object's excerpt keeps the addition's; null where there is none. */
  readonly slot: number | null;
}

/** A field, and which part brings it. */
export interface Found {
  readonly source: Source;
  readonly field: PartField;
  /** Of the field, in its part. */
  readonly index: number;
}

/** Objects at one place of the answer, lists disregarded: the part that brings them, and what is added to it. */
export class Place {
  readonly type: GraphQLObjectType;
  readonly #base: Part;
  readonly #sources: Source[];
  readonly #below = new Map<string, Place>();

  constructor(base: Part) {
    this.type = base.type;
    this.#base = base;
    this.#sources = base.fields.length === 0 ? [] : [{ part: base, addition: null, slot: null }];
  }

  get sources(): readonly Source[] {
    return this.#sources;
  }

  /** Returns where an excerpt keeps it. */
  add(addition: Addition): number {
    const { part } = addition;
    if (part.type !== this.type) throw new Unjoinable(`what is for ${part.type.name} is added to ${this.type.name}`);
    const slot = this.#base.slotOfAddition(addition);
    if (this.#sources.every((source) => source.slot !== slot)) this.#sources.push({ part, addition, slot });
    return slot;
  }

  /** The first part that has a field under this key: what several have must agree. */
  find(key: string): Found | null {
    return this.#bringing(key)[0] ?? null;
  }

  /** The objects that a field leads to. */
  below(key: string): Place {
    const known = this.#below.get(key);
    if (known !== undefined) return known;
    const bringing = this.#bringing(key);
    if (bringing.length > 1) throw new Unjoinable(`several fetches say something of ${this.type.name}.${key}`);
    const base = bringing[0]?.field.below ?? null;
    if (base === null) throw new Unjoinable(`there are no objects of one type at ${this.type.name}.${key}`);
    const place = new Place(base);
    this.#below.set(key, place);
    return place;
  }

  #bringing(key: string): Found[] {
    return this.#sources.flatMap((source) => {
      const { fields } = source.part;
      const index = fields.findIndex((field) => field.key === key);
      return index < 0 ? [] : [{ source, field: fields[index]!, index }];
    });
  }
}
