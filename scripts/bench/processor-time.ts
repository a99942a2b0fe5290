import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds of processor time since the start, user and system, all threads. */
export interface ProcessorTime {
  /** The gateway and the subgraphs. */
  readonly serverMs: number;
  /** PostgreSQL, those of its processes included that have ended. */
  readonly databaseMs: number;
}

interface Process {
  readonly parent: number;
  readonly name: string;
  readonly ms: number;
  /** Of children that have ended. */
  readonly reapedMs: number;
}

/** The kernel counts in hundredths of a second, on every Linux there is. */
const TICK_MS = 10;

/** What a process and everything below it have used; null where there is no /proc. */
export async function processorTime(root: number): Promise<ProcessorTime | null> {
  const entries = await readdir('/proc').catch(() => null);
  if (entries === null) return null;
  const ids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const read = await Promise.all(ids.map(async (id) => [id, await readProcess(id)] as const));
  const processes = new Map(read.flatMap(([id, process]) => (process ? [[id, process] as const] : [])));

  const isBelow = (id: number): boolean => {
    for (let at = id; at > 1; at = processes.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  let serverMs = 0;
  let databaseMs = 0;
  for (const [id, process] of processes) {
    if (!isBelow(id)) continue;
    if (process.name === 'postgres') databaseMs += process.ms + process.reapedMs;
    else serverMs += process.ms;
  }
  return { serverMs, databaseMs };
}

/** /proc/<id>/stat, see proc_pid_stat(5); null when the process has ended meanwhile. */
async function readProcess(id: number): Promise<Process | null> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(stat) ?? [];
  const fields = rest.split(' ').map(Number); // from field 3, the state, on
  const field = (number: number): number => fields[number - 3] ?? 0;
  return {
    parent: field(4),
    name,
    ms: (field(14) + field(15)) * TICK_MS,
    reapedMs: (field(16) + field(17)) * TICK_MS,
  };
}
