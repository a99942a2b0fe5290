import { isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { valueGrammarOf, type Part } from './part.ts';
import { Unjoinable } from './unjoinable.ts';

/**
 * Where the pieces of one object are. First the bytes of the answer that they are in; then, in the slots of its part:
 * where a piece begins and, in the slot behind, where it ends; excerpts of the objects below it, in lists if they are; and
 * excerpts of what other fetches brought for it. Null where a null came.
 *
 * So a body is read into little more than numbers, while its bytes stay where no garbage collector has to move them.
 */
export type Excerpt = [bytes: Buffer, ...slots: unknown[]];

/** The excerpt of what was added under a slot, or the object's own where `slot` is null; null for what did not come. */
export const excerptUnder = (excerpt: Excerpt, slot: number | null): Excerpt | null =>
  slot === null ? excerpt : (excerpt[slot] as Excerpt | null);

/** How far a body has been read. */
export interface Cursor {
  readonly bytes: Buffer;
  /** The bytes as Latin-1, so that each is a character; those of strings beyond ASCII are not looked into. */
  readonly text: string;
  at: number;
}

/** Reads on, and says what is there; undefined when it is something else than was asked for. */
export type Scan<T = unknown> = (cursor: Cursor) => T | undefined;

/** One thing after the other; false when something else is there. */
type Step = (cursor: Cursor, excerpt: Excerpt) => boolean;

const LONGEST_GRAMMAR = 20_000;

/** Compiles a part to what reads its objects. To be called when all is known of what places need of it. */
export function compileScan(part: Part): Scan<Excerpt> {
  const steps = new Steps();
  const { clippings } = part;
  steps.expect('\\{', 1);
  for (const [index, field] of part.fields.entries()) {
    if (index > 0) steps.expect(',', 1);
    const clipping = clippings[index];
    if (clipping?.first === index) steps.begin(clipping.slot);
    steps.expect(`"${field.key}":`, field.key.length + 3);
    if (field.below !== null && !field.below.isPlain) {
      steps.enter(part.slotOfBelow(index), compileValue(field.type!, compileScan(field.below)));
    } else {
      const key = part.keySlot(index);
      if (key !== null) steps.begin(key);
      steps.expect(valueGrammarOf(part, field), field.type === null ? part.type.name.length + 2 : null);
      if (key !== null) steps.end(key);
    }
    if (clipping?.last === index) steps.end(clipping.slot);
  }
  steps.expect('\\}', 1);
  return steps.compile(excerptsOf(part));
}

/** Makes excerpts in which nothing has been found. To be called when all slots of the part are known. */
export function excerptsOf({ slots }: Part): (bytes: Buffer) => Excerpt {
  const blank = Array.from({ length: slots }, () => null) as unknown[] as Excerpt;
  return (bytes) => {
    const excerpt = blank.slice() as Excerpt;
    excerpt[0] = bytes;
    return excerpt;
  };
}

/** Gathers what an object's text consists of, so that one expression covers all that need not be told apart. */
class Steps {
  readonly #steps: Step[] = [];
  #expected = '';
  /** Of what is expected, in characters; null when it varies. */
  #length: number | null = 0;

  /** @param length of what matches, where that is always the same */
  expect(grammar: string, length: number | null): void {
    this.#expected += grammar;
    this.#length = length === null || this.#length === null ? null : this.#length + length;
  }

  begin(slot: number): void {
    if (this.#length === null) this.#flush();
    const ahead = this.#length!;
    this.#steps.push(({ at }, excerpt) => {
      excerpt[slot] = at + ahead;
      return true;
    });
  }

  end(slot: number): void {
    this.#flush();
    this.#steps.push(({ at }, excerpt) => {
      excerpt[slot + 1] = at;
      return true;
    });
  }

  enter(slot: number, scan: Scan): void {
    this.#flush();
    this.#steps.push((cursor, excerpt) => {
      const value = scan(cursor);
      if (value === undefined) return false;
      excerpt[slot] = value;
      return true;
    });
  }

  compile(blank: (bytes: Buffer) => Excerpt): Scan<Excerpt> {
    this.#flush();
    const steps = this.#steps;
    return (cursor) => {
      const excerpt = blank(cursor.bytes);
      for (let index = 0; index < steps.length; index += 1) if (!steps[index]!(cursor, excerpt)) return undefined;
      return excerpt;
    };
  }

  #flush(): void {
    if (this.#expected === '') return;
    if (this.#expected.length > LONGEST_GRAMMAR) throw new Unjoinable('an expression would be too long');
    const expression = new RegExp(this.#expected, 'y');
    this.#expected = '';
    this.#length = 0;
    this.#steps.push((cursor) => {
      expression.lastIndex = cursor.at;
      if (!expression.test(cursor.text)) return false;
      cursor.at = expression.lastIndex;
      return true;
    });
  }
}

/** Moves on behind what should be there; false when something else is. */
export function skip(cursor: Cursor, expected: string): boolean {
  if (!cursor.text.startsWith(expected, cursor.at)) return false;
  cursor.at += expected.length;
  return true;
}

/** A value of a type whose objects are read by `scan`. */
function compileValue(type: GraphQLOutputType, scan: Scan): Scan {
  if (isNonNullType(type)) return compilePresent(type.ofType, scan);
  return compileNullable(compilePresent(type, scan));
}

export function compileNullable<T>(scan: Scan<T>): Scan<T | null> {
  return (cursor) => (skip(cursor, 'null') ? null : scan(cursor));
}

function compilePresent(type: GraphQLOutputType, scan: Scan): Scan {
  if (!isListType(type)) return scan;
  return compileList(compileValue(type.ofType as GraphQLOutputType, scan));
}

const [COMMA, OPEN_LIST, CLOSE_LIST] = [0x2c, 0x5b, 0x5d];

export function compileList<T>(scanItem: Scan<T>): Scan<T[]> {
  return (cursor) => {
    const { text } = cursor;
    if (text.charCodeAt(cursor.at) !== OPEN_LIST) return undefined;
    cursor.at += 1;
    const items: T[] = [];
    if (text.charCodeAt(cursor.at) === CLOSE_LIST) {
      cursor.at += 1;
      return items;
    }
    for (;;) {
      const item = scanItem(cursor);
      if (item === undefined) return undefined;
      items.push(item);
      const next = text.charCodeAt(cursor.at);
      cursor.at += 1;
      if (next === CLOSE_LIST) return items;
      if (next !== COMMA) return undefined;
    }
  };
}
