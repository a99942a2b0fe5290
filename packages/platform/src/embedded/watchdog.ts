import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Stops the server when Node dies, where the kernel cannot be asked to (macOS): a shell waits for the
 * end of a pipe that only Node holds open. Returns the function that calls it off.
 */
export function watchParent(server: ChildProcess): () => void {
  const watchdog = spawn('sh', ['-c', 'cat > /dev/null; kill -INT "$0"', String(server.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  return () => watchdog.kill('SIGKILL');
}
