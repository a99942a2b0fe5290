/** What PostgreSQL is asked: the text stays constant, what varies goes into `values`. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const MAX_PREPARED = 1_000;
const names = new Map<string, string>();

/**
 * The name under which a text is prepared, so that each connection parses and plans it once. Texts beyond the first
 * thousand have none ('') and run unprepared: a statement built at run time must not fill the server's memory with plans.
 */
export function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_PREPARED) return '';
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
