export { databaseUrl, ensureDatabases, type DatabaseSpec } from './databases.ts';
export { EmbeddedPostgresError } from './error.ts';
export { readNotes, writeNotes } from './notes.ts';
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './server.ts';
export { servingPort } from './serving.ts';
