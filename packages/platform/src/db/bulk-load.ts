import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type BulkValue =
  string | number | bigint | boolean | Date | null | readonly (string | number | bigint)[] | object;

/** Characters sent at a time. */
const CHUNK = 64 * 1024;

/**
 * Loads rows with COPY, for seeds and imports: some hundred thousand rows a second, in one
 * transaction. Objects become JSON, arrays PostgreSQL arrays; a JSON array comes as its text.
 *
 * @param onRows told now and then how many rows have gone since it was told last
 * @returns the number of rows loaded
 */
export async function bulkLoad(
  url: string,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly BulkValue[]>,
  onRows: (count: number) => void = () => {},
): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // The COPY fails with it; unheard, it would end the process too.
  await client.connect();
  let count = 0;
  let told = 0;
  async function* lines(): AsyncGenerator<string> {
    let chunk = '';
    for (const row of rows) {
      count += 1;
      for (let column = 0; column < row.length; column += 1) chunk += (column === 0 ? '' : '\t') + toText(row[column]!);
      chunk += '\n';
      if (chunk.length > CHUNK) {
        yield chunk;
        chunk = '';
        onRows(count - told);
        told = count;
        // A socket that always has room would let nobody else's turn come.
        await setImmediate();
      }
    }
    if (chunk) yield chunk;
  }
  try {
    const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    await pipeline(
      Readable.from(lines()),
      client.query(copyFrom(`COPY ${pg.escapeIdentifier(table)} (${names}) FROM STDIN`)),
    );
    onRows(count - told);
    return count;
  } finally {
    await client.end();
  }
}

// COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
function toText(value: BulkValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return escape(`{${value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  return escape(JSON.stringify(value));
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = new RegExp(SPECIAL, 'g');
/** Almost no text has anything to escape, and to look is cheaper than to replace nothing. */
const escape = (text: string): string =>
  SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (character) => ESCAPES[character]!) : text;
