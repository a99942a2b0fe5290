import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import { setsBelow, type Selections } from '../shape/selections.ts';
import { leafGrammar, listGrammar, NEVER, nullOr } from './grammar.ts';
import { Unjoinable } from './unjoinable.ts';

export interface PartField {
  /** Under which the answer has it. */
  readonly key: string;
  /** Null for `__typename`. */
  readonly type: GraphQLOutputType | null;
  /** What the fetch says of the objects that it leads to; null for leaves, and for what is of an abstract type. */
  readonly below: Part | null;
}

/** What of a part's text is cut out for itself: the texts of neighbouring fields with the commas between them. */
export interface Clipping {
  readonly first: number;
  last: number;
  /** Where its beginning is kept, and behind that its end. */
  readonly slot: number;
}

/**
 * What one fetch says of an object: some fields in some order. Places of the answer that come from the same selections
 * share a part; what each of them needs of it is gathered first, then it is settled how its text is cut.
 */
export class Part {
  readonly type: GraphQLObjectType;
  readonly fields: readonly PartField[];
  /** How many slots an object's excerpt has. In the first are the bytes. */
  slots = 1;
  /** Some place does not want a field and the next one together, in that order. */
  readonly #cutAfter = new Set<number>();
  readonly #used = new Set<number>();
  readonly #slotOfKey = new Map<number, number>();
  readonly #slotOfBelow = new Map<number, number>();
  readonly #slotOfAddition = new Map<object, number>();
  #isChanged = false;
  #clippings: readonly (Clipping | null)[] | null = null;

  constructor(type: GraphQLObjectType, fields: readonly PartField[]) {
    this.type = type;
    this.fields = fields;
  }

  /** Where the excerpt keeps what a later fetch brings for the object. */
  slotOfAddition(addition: object): number {
    return this.#slotIn(this.#slotOfAddition, addition);
  }

  /** Where it keeps where the value of a field begins and ends, for representations. */
  slotOfKey(index: number): number {
    return this.#slotIn(this.#slotOfKey, index, 2);
  }

  keySlot(index: number): number | null {
    return this.#slotOfKey.get(index) ?? null;
  }

  /** Where it keeps the excerpts of the objects below a field. */
  slotOfBelow(index: number): number {
    return this.#slotIn(this.#slotOfBelow, index);
  }

  /**
   * A place takes these fields, in this order; `null` stands for something that is not this part's.
   * @param isAll nothing else belongs to the object there
   */
  use(taken: readonly (number | null)[], isAll: boolean): void {
    for (const [at, index] of taken.entries()) {
      if (index === null) continue;
      this.#used.add(index);
      if (taken[at + 1] !== index + 1) this.#cutAfter.add(index);
      if (taken[at - 1] !== index - 1) this.#cutAfter.add(index - 1);
    }
    if (!isAll || taken.length !== this.fields.length || taken.some((index, at) => index !== at))
      this.#isChanged = true;
  }

  /** Its objects go into the answer as they are. */
  get isPlain(): boolean {
    return !this.#isChanged && this.slots === 1 && this.fields.every(({ below }) => below === null || below.isPlain);
  }

  /** By field; null for a field that no place takes as text. */
  get clippings(): readonly (Clipping | null)[] {
    return (this.#clippings ??= this.#cut());
  }

  #cut(): (Clipping | null)[] {
    let open: Clipping | null = null;
    return this.fields.map(({ below }, index) => {
      if (!this.#used.has(index) || below?.isPlain === false) return (open = null);
      if (open === null || this.#cutAfter.has(index - 1)) open = { first: index, last: index, slot: this.#nextSlot(2) };
      open.last = index;
      return open;
    });
  }

  #slotIn<K>(slots: Map<K, number>, key: K, count = 1): number {
    let slot = slots.get(key);
    if (slot === undefined) slots.set(key, (slot = this.#nextSlot(count)));
    return slot;
  }

  #nextSlot(count: number): number {
    const slot = this.slots;
    this.slots += count;
    return slot;
  }
}

/** What a fetch's selections say of an object of a type. */
export function readPart(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  selections: Selections,
  variables: Variables,
): Part {
  const fields: PartField[] = [];
  for (const [key, nodes] of selections.collect(type, sets, variables)) {
    fields.push(readField(type, key, nodes, selections, variables));
  }
  if (fields.length === 0) throw new Unjoinable(`nothing is fetched of ${type.name}`);
  return new Part(type, fields);
}

function readField(
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  selections: Selections,
  variables: Variables,
): PartField {
  const name = nodes[0]!.name.value;
  if (name === '__typename') return { key, type: null, below: null };
  const field = parent.getFields()[name];
  if (field === undefined) throw new Unjoinable(`clients cannot see ${parent.name}.${name}`);
  const named = getNamedType(field.type);
  const below = isObjectType(named) ? readPart(named, setsBelow(nodes), selections, variables) : null;
  return { key, type: field.type, below };
}

/** The value of a field, where that is text: a leaf, or plain below. */
export const valueGrammarOf = (parent: Part, { type, below }: PartField): string =>
  type === null ? `"${parent.type.name}"` : valueGrammar(type, below);

/**
 * A value of an abstract type never is text that goes through, for the gateway asks for its `__typename`; a null or an
 * empty list in its place is (the `userErrors` of a mutation that succeeds).
 */
function valueGrammar(type: GraphQLOutputType, below: Part | null): string {
  if (!isNonNullType(type)) return nullOr(presentGrammar(type, below));
  return presentGrammar(type.ofType, below);
}

function presentGrammar(type: GraphQLOutputType, below: Part | null): string {
  if (isListType(type)) return listGrammar(valueGrammar(type.ofType as GraphQLOutputType, below));
  if (isLeafType(type)) return leafGrammar(type as GraphQLLeafType);
  if (below === null) return NEVER;
  return `\\{${below.fields.map((field) => `"${field.key}":${valueGrammarOf(below, field)}`).join(',')}\\}`;
}
