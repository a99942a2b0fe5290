import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import type { Log } from '@emporium/platform/log';
import { withoutSecurityMarks } from './prepare.ts';

/** Where the supergraph comes from: SDL as text, or a file that is watched. */
export type SupergraphSource = { readonly sdl: string } | { readonly file: string; readonly pollMs?: number };

export interface Supergraph {
  /** The SDL now. Rejects when the file cannot be read. */
  read(): Promise<string>;
  /** Calls back with the new SDL after each change of the file, until the returned function is called. */
  watch(changed: (sdl: string) => void): () => void;
}

const POLL_MS = 1_000;

/** The file is polled rather than watched: mounted volumes and atomic renames raise no reliable events. */
export function supergraphFrom(source: SupergraphSource, log: Log): Supergraph {
  if ('sdl' in source) {
    return { read: async () => withoutSecurityMarks(source.sdl), watch: () => () => {} };
  }
  const { file } = source;
  const read = async () => withoutSecurityMarks(await readFile(file, 'utf8'));
  return {
    read,
    watch(changed) {
      const onStat = () => {
        read().then(changed, (error: unknown) => log.error({ file, err: error }, 'supergraph file cannot be read'));
      };
      watchFile(file, { interval: source.pollMs ?? POLL_MS, persistent: false }, onStat);
      return () => unwatchFile(file, onStat);
    },
  };
}
