import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './error.ts';

const run = promisify(execFile);

/** How a program of the server is started here: PostgreSQL refuses to run as root. */
export interface Launcher {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[];
  /** Who must own the data directory, as Node sees it; null when it is simply the user that runs Node. */
  readonly ownerUid: number | null;
  /** Whether the kernel stops the program when Node dies. Where it cannot, a watchdog must. */
  readonly diesWithParent: boolean;
}

const NOBODY = 65534;

/** SIGINT is PostgreSQL's "fast shutdown": clients are cut off, nothing that was committed is lost. */
const DIE_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT'];

/** root in the outer world, so every file stays reachable; an ordinary user in PostgreSQL's eyes. */
const USER_NAMESPACE: Launcher = {
  prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, ...DIE_WITH_PARENT],
  ownerUid: 0,
  diesWithParent: true,
};

/**
 * Where user namespaces are blocked, as in most containers: the user "nobody" who keeps one of root's
 * rights, to reach files. Without it a repository below /root could not be used.
 */
const NOBODY_WHO_REACHES_FILES: Launcher = {
  prefix: [
    'setpriv',
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
    // Else access(2), with which PostgreSQL looks for its own files, ignores the right.
    '--securebits=+no_setuid_fixup',
    '--pdeathsig=INT',
  ],
  ownerUid: NOBODY,
  diesWithParent: true,
};

const PLAIN_NOBODY: Launcher = {
  prefix: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--pdeathsig=INT'],
  ownerUid: NOBODY,
  diesWithParent: true,
};

export const ROOT_LAUNCHERS: readonly Launcher[] = [USER_NAMESPACE, NOBODY_WHO_REACHES_FILES, PLAIN_NOBODY];

export const USER_LAUNCHERS: readonly Launcher[] = [
  { prefix: DIE_WITH_PARENT, ownerUid: null, diesWithParent: true },
  { prefix: [], ownerUid: null, diesWithParent: false },
];

/** The first way of starting that works here, tried on the server itself. */
export async function chooseLauncher(
  postgres: string,
  launchers = process.getuid?.() === 0 ? ROOT_LAUNCHERS : USER_LAUNCHERS,
): Promise<Launcher> {
  const failures: unknown[] = [];
  for (const launcher of launchers) {
    try {
      const [command, ...args] = [...launcher.prefix, postgres, '--version'];
      await run(command!, args, { timeout: 10_000 });
      return launcher;
    } catch (error) {
      failures.push(error);
    }
  }
  const reasons = failures.map((error) => (error as Error).message.trim()).join('\n');
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run on this machine. It needs glibc on Linux, and refuses to run as root where neither ' +
      '"unshare --user" nor "setpriv --reuid" is allowed: start as an ordinary user, ' +
      `or set <SUBGRAPH>_DATABASE_URL for each subgraph to a PostgreSQL of your own.\n${reasons}`,
  );
}
