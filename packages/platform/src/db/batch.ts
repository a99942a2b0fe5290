import pg from 'pg';
import utils from 'pg/lib/utils.js';
import { nameOf, type Statement } from './statement.ts';

export interface StatementResult {
  /** What PostgreSQL says it did, such as `COMMIT` or `INSERT 0 1`. */
  readonly tag: string;
  readonly rows: readonly object[];
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/**
 * Sends statements in one write, and gets their results in one: PostgreSQL answers when it comes to the one Sync behind
 * the last of them. The first that fails is the error, and those behind it are not run. A statement is parsed, and its
 * columns described, once for each connection.
 */
export async function sendBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  try {
    return await new Promise((resolve, reject) => client.query(new Batch(statements, resolve, reject)));
  } catch (error) {
    // pg made it where the answer came in; who asked is of more use.
    Error.captureStackTrace(error as Error);
    throw error;
  }
}

/** The columns of the statements that a connection has parsed, by their names. */
const parsed = new WeakMap<pg.Connection, Map<string, readonly Column[]>>();

const INT8 = 20;
/** `bigint` for int8; everything else as pg has it. */
const parserOf = (type: number): Column['parse'] => (type === INT8 ? BigInt : pg.types.getTypeParser(type, 'text'));

/** pg calls the handlers as the answers come in, one statement's after the other's. */
class Batch implements pg.Submittable {
  readonly #statements: readonly { readonly name: string; readonly text: string; readonly values: Parameter[] }[];
  readonly #resolve: (results: StatementResult[]) => void;
  readonly #reject: (error: Error) => void;
  readonly #results: StatementResult[] = [];
  #known = new Map<string, readonly Column[]>();
  #columns: readonly Column[] | undefined;
  #rows: object[] = [];

  constructor(
    statements: readonly Statement[],
    resolve: (results: StatementResult[]) => void,
    reject: (error: Error) => void,
  ) {
    this.#statements = statements.map(({ text, values }) => ({
      name: nameOf(text),
      text,
      values: values.map(utils.prepareValue),
    }));
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: pg.Connection): void {
    this.#known = parsed.get(connection) ?? this.#known;
    parsed.set(connection, this.#known);
    connection.stream.cork();
    for (const { name, text, values } of this.#statements) {
      if (!this.#known.has(name)) {
        // It may have been parsed, and failed before anything said so.
        connection.close({ type: 'S', name }, true);
        connection.parse({ name, text, types: [] }, true);
        connection.describe({ type: 'S', name }, true);
      }
      connection.bind({ statement: name, values }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const columns = (this.#columns ??= this.#known.get(this.#current.name)!);
    const row: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index += 1) {
      const { name, parse } = columns[index]!;
      const field = fields[index]!;
      row[name] = field === null ? null : parse(field);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const { name } = this.#current;
    if (name !== '' && !this.#known.has(name)) this.#known.set(name, this.#columns ?? []);
    this.#results.push({ tag: text, rows: this.#rows });
    this.#columns = undefined;
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#results);
  }

  handleError(error: Error): void {
    this.#reject(error);
  }

  get #current() {
    return this.#statements[this.#results.length]!;
  }
}

type Parameter = Buffer | string | null;
