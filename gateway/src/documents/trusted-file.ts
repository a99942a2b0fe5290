import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Log } from '@emporium/platform/log';
import { readManifest, trustedList, type TrustedList } from './trusted-list.ts';

/** A list of trusted documents that may change. */
export interface TrustedSource {
  /** Empty before `start`. */
  readonly current: TrustedList;
  /** Rejects when the list cannot be read. */
  start(): Promise<void>;
  stop(): void;
}

const POLL_MS = 1_000;

/**
 * The manifest in a file, read again after each change. A change that cannot be read is logged, and the last good list
 * stays. Polled rather than watched: mounted volumes and atomic renames raise no reliable events.
 */
export function trustedFile({
  file,
  log,
  pollMs = POLL_MS,
}: {
  readonly file: string;
  readonly log: Log;
  readonly pollMs?: number;
}): TrustedSource {
  let current = trustedList([]);
  const read = async (): Promise<void> => {
    current = readManifest(await readFile(file, 'utf8'));
    log.info({ file, documents: current.texts.length }, 'trusted documents read');
  };
  const onStat = (): void => {
    read().catch((error: unknown) => log.error({ file, err: error }, 'trusted documents cannot be read'));
  };
  return {
    get current() {
      return current;
    },
    async start() {
      await read();
      watchFile(file, { interval: pollMs, persistent: false }, onStat);
    },
    stop: () => unwatchFile(file, onStat),
  };
}
