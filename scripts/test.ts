import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { commandLine } from './arguments.ts';
import { paint } from './start/progress.ts';

const HELP = `Every check that a change has to pass, cheapest first: format, types, lint, schema drift, unit and integration
tests, journeys through a marketplace of its own. The first failure ends it with 1.

  npm test

One file of tests: npx vitest run subgraphs/cart/domain
`;

commandLine('test', HELP, {});
const bin = (name: string): string => path.join('node_modules', '.bin', name);

const CHECKS: readonly { readonly title: string; readonly command: readonly string[] }[] = [
  { title: 'Format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { title: 'Types', command: [bin('tsc'), '--noEmit'] },
  { title: 'Lint', command: [bin('oxlint'), '--type-aware', '--quiet'] },
  { title: 'Schema', command: [process.execPath, 'scripts/schema.ts', '--check'] },
  {
    title: 'Unit and integration tests',
    command: [bin('vitest'), 'run', '--reporter=dot', '--project=unit', '--project=int'],
  },
  { title: 'Journeys', command: [bin('vitest'), 'run', '--reporter=dot', '--project=e2e'] },
];

for (const { title, command } of CHECKS) {
  process.stdout.write(`\n${paint('bold', title)}  ${paint('gray', command.slice(-2).join(' '))}\n`);
  const startedAt = performance.now();
  const [file, ...args] = command as [string, ...string[]];
  const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, PATH: withNode() } });
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (code !== 0) {
    process.stderr.write(`${paint('red', `${title} failed`)} after ${seconds} s\n`);
    process.exit(1);
  }
  process.stdout.write(`${paint('green', '✓')} ${title} ${paint('gray', `${seconds} s`)}\n`);
}

/** Tools started here run on the same Node as this script. */
function withNode(): string {
  return `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
}
