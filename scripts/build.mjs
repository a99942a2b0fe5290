// Builds the workspaces that changed since the last build. turbo knows that too, but takes a second
// to say "nothing"; this takes 50 ms, which is felt at every start.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

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
const packages = globSync(['{packages,subgraphs,clients}/*/package.json', 'gateway/package.json']).map(path.dirname);
const complete = packages.every((folder) => existsSync(path.join(folder, 'dist')));
if (complete && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) process.exit(0);

const { createProgress } = await import('./start/progress.ts');
try {
  await createProgress(process.stderr).step('Build', turbo);
  writeFileSync(STAMP, state);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}

/** turbo tells of each package when it begins with it; what it says is shown if one fails. */
async function turbo(bar) {
  bar.of(packages.length, `of ${packages.length} packages`);
  const child = spawn(
    process.execPath,
    [
      path.join('node_modules', 'turbo', 'bin', 'turbo'),
      'run',
      'build',
      '--output-logs=full',
      '--ui=stream',
      '--no-color',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TURBO_TELEMETRY_DISABLED: '1',
        PATH: `${path.resolve('node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
      },
    },
  );
  const said = [];
  const listen = (line) => {
    said.push(line);
    if (/:build: cache (hit|miss)/.test(line)) bar.add(1);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', listen);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${said.join('\n')}\n\nThe build failed; the lines above say why.`);
}
