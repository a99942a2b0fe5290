import { isUtf8 } from 'node:buffer';
import { skip, type Cursor, type Excerpt, type Scan } from './scan.ts';

/** Excerpts of an answer's `data`; undefined for any answer that is not a faultless one to the letter. */
export type ReadBody<T> = (body: Buffer) => T | undefined;

/** Longer bodies are parsed: a regular expression keeps a way back for each character. */
const LONGEST_BODY = 1_000_000;

const BEFORE_DATA = '{"data":';
const AFTER_DATA = '}';

/** Reads answers with nothing but `data`. */
export function compileReadBody<T>(scanData: Scan<T>): ReadBody<T> {
  return (body) => {
    if (body.length > LONGEST_BODY || !isUtf8(body)) return undefined;
    const cursor: Cursor = { bytes: body, text: body.toString('latin1'), at: 0 };
    if (!skip(cursor, BEFORE_DATA)) return undefined;
    const data = scanData(cursor);
    return data !== undefined && skip(cursor, AFTER_DATA) && cursor.at === body.length ? data : undefined;
  };
}

/** What an `_entities` field brought, by representation; null for an entity that the subgraph does not know. */
export type Items = readonly (Excerpt | null)[];

/** Reads all `_entities` fields of an answer. */
export function compileScanEntities(
  fields: readonly { readonly responseKey: string; readonly scan: Scan<Items> }[],
): Scan<Items[]> {
  const opened = fields.map(({ responseKey }, index) => `${index === 0 ? '{' : ','}"${responseKey}":`);
  return (cursor) => {
    const all: Items[] = [];
    for (const [index, { scan }] of fields.entries()) {
      if (!skip(cursor, opened[index]!)) return undefined;
      const items = scan(cursor);
      if (items === undefined) return undefined;
      all.push(items);
    }
    return skip(cursor, '}') ? all : undefined;
  };
}
