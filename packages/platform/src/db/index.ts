export { bulkLoad, type BulkValue } from './bulk-load.ts';
export { openDatabase, type Database, type DatabaseOptions } from './database.ts';
export { IdempotencyConflict, isConnectionFailure, StaleWrite } from './errors.ts';
export { startListener, type Listener, type ListenerOptions } from './listener.ts';
export { migrate, sqlMigration, type Migration } from './migrate.ts';
export { pruneOldRows, pruneTable } from './prune.ts';
export { platformTables } from './platform-tables.ts';
export type { Tx } from './transaction.ts';
export type { Json, UnitOfWork } from './unit-of-work.ts';
