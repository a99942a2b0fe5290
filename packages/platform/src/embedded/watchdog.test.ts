import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

it('stops the server when Node is killed', async () => {
  // The server reports its own end on the standard output that it inherits.
  const program = `
    import { spawn } from 'node:child_process';
    import { watchParent } from ${JSON.stringify(new URL('./watchdog.ts', import.meta.url).href)};
    const server = spawn('sh', ['-c', 'trap "echo stopped; exit" INT; echo ready; while :; do sleep 0.02; done'],
      { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    watchParent(server);
    console.log('watched');
    setInterval(() => {}, 1e6);`;
  const node = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(node.stdout)[Symbol.asyncIterator]();
  const begun = [(await lines.next()).value, (await lines.next()).value];
  expect(new Set(begun)).toEqual(new Set(['ready', 'watched']));
  const exited = once(node, 'exit');
  node.kill('SIGKILL');
  await exited;
  expect((await lines.next()).value).toBe('stopped');
});
