import type pg from 'pg';
import { sendBatch, type StatementResult } from './batch.ts';
import { StaleWrite } from './errors.ts';
import type { Statement } from './statement.ts';

/**
 * A transaction under way. Only `UnitOfWork` hands one out; a function that takes `tx: Tx` runs
 * inside its caller's transaction and does SQL only: no network call ever holds one.
 */
export interface Tx {
  /** Reads and locks, now. Calls made in one tick leave in one write, the first with `BEGIN` before them. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;

  /** Queues a write. All of them leave together with `COMMIT`, or before the next `query`. */
  write(text: string, values?: readonly unknown[]): void;

  /**
   * Queues an INSERT, UPDATE or DELETE that must change exactly one row: none or several fail the
   * whole transaction with `StaleWrite`. The guard for "only if the version is still this one".
   */
  writeOne(text: string, values?: readonly unknown[]): void;
}

interface PendingRead {
  readonly statement: Statement;
  readonly resolve: (rows: never[]) => void;
  readonly reject: (error: unknown) => void;
}

const plain = (text: string): Statement => ({ text, values: [] });
const BEGIN = plain('BEGIN');
const COMMIT = plain('COMMIT');
const ROLLBACK = plain('ROLLBACK');

/** Raised by the SQL function `require_one_row`. */
const STALE_WRITE_STATE = 'EM001';

export class PgTransaction implements Tx {
  /** Set when the connection can no longer be trusted and must not go back to the pool. */
  broken: Error | undefined;

  #phase: 'new' | 'open' | 'closed' = 'new';
  #reads: PendingRead[] = [];
  #writes: Statement[] = [];
  readonly #client: pg.PoolClient;
  readonly #onStatements: (count: number) => void;

  constructor(client: pg.PoolClient, onStatements: (count: number) => void) {
    this.#client = client;
    this.#onStatements = onStatements;
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    this.#assertUsable();
    return new Promise<Row[]>((resolve, reject) => {
      if (this.#reads.length === 0) queueMicrotask(() => void this.#sendReads());
      this.#reads.push({ statement: { text, values }, resolve: resolve as PendingRead['resolve'], reject });
    });
  }

  write(text: string, values: readonly unknown[] = []): void {
    this.#assertUsable();
    this.#writes.push({ text, values });
  }

  writeOne(text: string, values: readonly unknown[] = []): void {
    this.write(`WITH written AS (${text} RETURNING 1) SELECT require_one_row((SELECT count(*) FROM written))`, values);
  }

  async commit(): Promise<void> {
    if (this.#phase === 'new' && this.#writes.length === 0) {
      this.#phase = 'closed';
      return;
    }
    const results = await this.#send([...this.#opening(), ...this.#takeWrites(), COMMIT]);
    this.#phase = 'closed';
    // In a transaction that has failed before, PostgreSQL answers COMMIT with ROLLBACK and no error.
    if (results.at(-1)?.tag !== 'COMMIT') throw new Error('the transaction was rolled back at COMMIT');
  }

  async rollback(): Promise<void> {
    if (this.#phase !== 'open') {
      this.#phase = 'closed';
      return;
    }
    this.#phase = 'closed';
    try {
      await sendBatch(this.#client, [ROLLBACK]);
    } catch (error) {
      this.broken = error as Error;
    }
  }

  async #sendReads(): Promise<void> {
    const reads = this.#reads;
    this.#reads = [];
    try {
      const before = [...this.#opening(), ...this.#takeWrites()];
      const results = await this.#send([...before, ...reads.map((read) => read.statement)]);
      reads.forEach((read, index) => read.resolve(results[before.length + index]!.rows as never[]));
    } catch (error) {
      for (const read of reads) read.reject(error);
    }
  }

  /** BEGIN, once. */
  #opening(): Statement[] {
    return this.#phase === 'new' ? [BEGIN] : [];
  }

  #takeWrites(): Statement[] {
    const writes = this.#writes;
    this.#writes = [];
    return writes;
  }

  async #send(statements: readonly Statement[]): Promise<StatementResult[]> {
    this.#phase = 'open';
    this.#onStatements(statements.length);
    try {
      return await sendBatch(this.#client, statements);
    } catch (error) {
      throw asStaleWrite(error);
    }
  }

  #assertUsable(): void {
    if (this.#phase === 'closed') throw new Error('the transaction has ended; was a promise left without await?');
  }
}

const asStaleWrite = (error: unknown): unknown =>
  (error as { code?: string }).code === STALE_WRITE_STATE ? new StaleWrite({ cause: error }) : error;
