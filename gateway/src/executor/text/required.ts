import { getNullableType, isListType } from 'graphql';
import type { RequiredField, RequiredSelection } from '../../planner/fetch-plan.ts';
import type { Found, Place } from './place.ts';
import { excerptUnder, type Excerpt } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';

/** The JSON of what a representation needs; null when that was to be added to the object and was not. */
export type ReadRequired = (excerpt: Excerpt) => string | null;

/** The fields of an object, after the first one's brace and before the last one's: `"id":"1","price":{…}`. */
export function planRequired(place: Place, fields: readonly RequiredField[]): () => ReadRequired {
  const reads = fields.map(({ from, selections }) => planValue(place, from, selections));
  const names = fields.map(({ to }, index) => `${index === 0 ? '' : ','}"${to}":`);
  return () => {
    const compiled = reads.map((read) => read());
    return (excerpt) => {
      let text = '';
      for (let index = 0; index < compiled.length; index += 1) {
        const value = compiled[index]!(excerpt);
        if (value === null) return null;
        text += names[index]! + value;
      }
      return text;
    };
  };
}

function planValue(place: Place, key: string, selections: readonly RequiredSelection[] | null): () => ReadRequired {
  const found = place.find(key);
  if (found === null) throw new Unjoinable(`nobody brings ${place.type.name}.${key}`);
  return selections === null ? planText(found) : planObject(found, place.below(key), selections);
}

function planText({ source, field, index }: Found): () => ReadRequired {
  const { part, slot } = source;
  if (field.below !== null) throw new Unjoinable('a required object is not looked into');
  const at = part.slotOfKey(index);
  return () => (excerpt) => {
    const from = excerptUnder(excerpt, slot);
    return from && from[0].toString('utf8', from[at] as number, from[at + 1] as number);
  };
}

function planObject(
  { source, field, index }: Found,
  below: Place,
  selections: readonly RequiredSelection[],
): () => ReadRequired {
  const { part, slot } = source;
  if (isListType(getNullableType(field.type))) throw new Unjoinable('a required field is a list');
  const fields = selections.filter((selection) => selection.kind === 'Field');
  if (fields.length < selections.length) throw new Unjoinable('a required object has fragments');
  const planned = planRequired(below, fields);
  return () => {
    const at = part.slotOfBelow(index);
    const read = planned();
    return (excerpt) => {
      const from = excerptUnder(excerpt, slot);
      if (from === null) return null;
      if (from[at] === null) return 'null';
      const text = read(from[at] as Excerpt);
      return text && `{${text}}`;
    };
  };
}
