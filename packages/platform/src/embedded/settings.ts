/** For a machine with two cores that runs everything: nine subgraphs, the gateway and the database. */
const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  // Nothing replicates from it; bulk loads into new tables then skip the log.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Short queries by many clients: the cores are better used side by side than by one query.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %d ',
};

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

const THROWAWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
  // Copies a template database without asking the disk to follow.
  file_copy_method: 'clone',
};

/** The server's `-c name=value` arguments. */
export const serverSettings = (durable: boolean): string[] =>
  Object.entries({ ...COMMON, ...(durable ? DURABLE : THROWAWAY) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
