// Builds the workspaces that changed since the last build. turbo knows that too, but takes a second
// to say "nothing"; this takes 50 ms, which is felt at every start.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SOURCES = [
  'packages/*/src/**/*.ts',
  'subgraphs/*/**/*.ts',
  '{gateway,clients/*}/src/**/*.ts',
  '{packages,subgraphs,clients}/*/{package,tsconfig.build}.json',
  'gateway/{package,tsconfig.build}.json',
  'tsconfig.base.json',
];
const STAMP = path.join('node_modules', '.emporium-build');

const files = globSync(SOURCES, { exclude: (name) => name === 'node_modules' || name === 'dist' });
const hash = createHash('sha256');
for (const file of files.sort()) {
  const { mtimeMs, size } = statSync(file);
  hash.update(`${file} ${mtimeMs} ${size}\n`);
}
const state = hash.digest('hex');
const complete = globSync([
  'packages/*/package.json',
  'subgraphs/*/package.json',
  'clients/*/package.json',
  'gateway/package.json',
]).every((file) => existsSync(path.join(path.dirname(file), 'dist')));
if (complete && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) process.exit(0);

process.stderr.write('Building …\n');
const { status } = spawnSync(
  process.execPath,
  [
    path.join('node_modules', 'turbo', 'bin', 'turbo'),
    'run',
    'build',
    '--output-logs=errors-only',
    '--log-order=grouped',
  ],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: '1',
      PATH: `${path.resolve('node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  },
);
if (status !== 0) {
  process.stderr.write('The build failed; run "npm run build" to see why.\n');
  process.exit(1);
}
writeFileSync(STAMP, state);
