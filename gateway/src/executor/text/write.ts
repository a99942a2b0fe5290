import { getNullableType, isListType, isNonNullType, type GraphQLOutputType, type SelectionSetNode } from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { JsonOutput } from '../../json-output.ts';
import { setsBelow, type Selections } from '../shape/selections.ts';
import type { PartField } from './part.ts';
import type { Found, Place } from './place.ts';
import { excerptUnder, type Excerpt } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';

/** What the client asked for at a place, in its order. */
export interface Wanted {
  readonly place: Place;
  readonly fields: readonly WantedField[];
}

interface WantedField {
  readonly key: string;
  /** Null for a `__typename` that nobody was asked for. */
  readonly found: Found | null;
  /** Set for objects. */
  readonly below: Wanted | null;
}

/** Writes an object from its excerpt. */
export type Write = (excerpt: Excerpt, output: JsonOutput) => void;

/** What of the client's selections stands where, and tells each part what is taken of it. */
export function want(
  place: Place,
  sets: readonly SelectionSetNode[],
  selections: Selections,
  variables: Variables,
): Wanted {
  const fields: WantedField[] = [];
  for (const [key, nodes] of selections.collect(place.type, sets, variables)) {
    const name = nodes[0]!.name.value;
    if (selections.sourceKey(key, name) !== key) throw new Unjoinable(`${key} is fetched under another name`);
    const found = place.find(key);
    if (found === null && name !== '__typename') throw new Unjoinable(`nobody brings ${place.type.name}.${key}`);
    if (found !== null && found.source.addition !== null && !canBeNull(found.field))
      found.source.addition.mustCome = true;
    const isObject = found !== null && found.field.below !== null;
    fields.push({
      key,
      found,
      below: isObject ? want(place.below(key), setsBelow(nodes), selections, variables) : null,
    });
  }
  for (const source of place.sources) {
    const taken = fields.map(({ found }) => (found?.source === source ? found.index : null));
    source.part.use(taken, place.sources.length === 1);
  }
  return { place, fields };
}

const canBeNull = ({ type }: PartField): boolean => type !== null && !isNonNullType(type);

/** One or several fields of an object that come out of one slot. */
interface Item {
  /** The text before it. */
  readonly before: Buffer;
  /** Of what was added; null for the object's own. */
  readonly source: number | null;
  readonly slot: number;
  /** Null for text that goes through. */
  readonly write: WriteValue | null;
  /** What stands for it when an addition did not come. */
  readonly absent: Buffer;
}

type WriteValue = (value: unknown, output: JsonOutput) => void;

const ascii = (text: string): Buffer => Buffer.from(text, 'ascii');

const NULL = ascii('null');
const COMMA = ascii(',');
const OPEN_LIST = ascii('[');
const CLOSE_LIST = ascii(']');

/** Compiles what is wanted to what writes it. To be called when the parts' scans are compiled. */
export function compileWrite({ place, fields }: Wanted): Write {
  const items: Item[] = [];
  /** What comes before the next item, or the last brace. */
  let before = '{';
  for (const { key, found, below } of fields) {
    if (found === null) {
      before += `"${key}":"${place.type.name}",`;
      continue;
    }
    const { part, slot: source } = found.source;
    const clipping = part.clippings[found.index]!;
    if (clipping === null) {
      const name = `${before}"${key}":`;
      const write = compileWriteValue(found.field.type!, compileWrite(below!));
      const slot = part.slotOfBelow(found.index);
      items.push({ before: ascii(name), source, slot, write, absent: ascii(`${name}null`) });
    } else if (clipping.first === found.index) {
      const nulls = part.fields.slice(clipping.first, clipping.last + 1).map((one) => `"${one.key}":null`);
      const absent = ascii(before + nulls.join(','));
      items.push({ before: ascii(before), source, slot: clipping.slot, write: null, absent });
    } else continue;
    before = ',';
  }
  const after = ascii(before === '{' ? '{}' : `${before.slice(0, -1)}}`); // everything may be skipped

  return (excerpt, output) => {
    for (let index = 0; index < items.length; index += 1) {
      const { before, source, slot, write, absent } = items[index]!;
      const from = excerptUnder(excerpt, source);
      if (from === null) {
        output.piece(absent);
        continue;
      }
      output.piece(before);
      if (write === null) output.piece(from[0], from[slot] as number, from[slot + 1] as number);
      else write(from[slot], output);
    }
    output.piece(after);
  };
}

function compileWriteValue(type: GraphQLOutputType, write: Write): WriteValue {
  const nullable = getNullableType(type);
  const writePresent: WriteValue = isListType(nullable)
    ? compileWriteList(compileWriteValue(nullable.ofType as GraphQLOutputType, write))
    : (value, output) => write(value as Excerpt, output);
  return (value, output) => {
    if (value === null) output.piece(NULL);
    else writePresent(value, output);
  };
}

function compileWriteList(writeItem: WriteValue): WriteValue {
  return (value, output) => {
    const items = value as readonly unknown[];
    output.piece(OPEN_LIST);
    for (let index = 0; index < items.length; index += 1) {
      if (index > 0) output.piece(COMMA);
      writeItem(items[index], output);
    }
    output.piece(CLOSE_LIST);
  };
}
