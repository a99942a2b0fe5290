/** Groups what an iterator yields, so that a seed sends one statement for `size` rows and never holds more. */
export function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Rows as columns, for `INSERT … SELECT * FROM unnest($1::text[], $2::bigint[], …)`: one array for
 * each of `columns`, in their order, ready to be the statement's values.
 */
export const columnsOf = <T>(rows: readonly T[], columns: readonly ((row: T) => unknown)[]): unknown[][] =>
  columns.map((column) => rows.map(column));
