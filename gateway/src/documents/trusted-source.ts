import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Log } from '@emporium/platform/log';
import { readManifest, trustedList, type TrustedList } from './trusted-list.ts';

/** Where the list comes from: documents by id, or a manifest in a file that is watched. */
export type TrustedDocuments =
  { readonly documents: Readonly<Record<string, string>> } | { readonly file: string; readonly pollMs?: number };

/** A list of trusted documents that may change. */
export interface TrustedSource {
  /** That of a file is empty before `start`. */
  readonly current: TrustedList;
  /** Rejects when the list cannot be read. */
  start(): Promise<void>;
  stop(): void;
}

const POLL_MS = 1_000;

/**
 * A file is read again after each change; one that cannot be read then is logged, and the last good list stays. Polled
 * rather than watched: mounted volumes and atomic renames raise no reliable events.
 */
export function trustedFrom(given: TrustedDocuments, log: Log): TrustedSource {
  if ('documents' in given) {
    return { current: trustedList(Object.entries(given.documents)), start: async () => {}, stop: () => {} };
  }
  const { file, pollMs = POLL_MS } = given;
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
