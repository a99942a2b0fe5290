import type pg from 'pg';

/** What PostgreSQL is asked: the text stays constant, what varies goes into `values`. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const MAX_PREPARED = 1_000;
const names = new Map<string, string>();

/**
 * A prepared statement, named after its text, so each connection parses and plans a text once.
 * Texts beyond the first thousand run unprepared: a statement built at run time must not fill the
 * server's memory with plans.
 */
export function prepared({ text, values }: Statement): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= MAX_PREPARED) return { text, values: values as unknown[] };
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { name, text, values: values as unknown[] };
}
