import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Looks into a process from outside, for what it holds once its garbage is gone. */
export interface MemoryGauge {
  /** Bytes on the heap and in buffers. */
  heldBytes(): Promise<number>;
  close(): void;
}

const ANSWERS_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 50;
/** What one collection finalises, the next one frees. */
const COLLECTIONS = 3;
const HELD = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';

/** The Node option with which a process can be looked into later, at this port; until then it costs nothing. */
export const inspectableAt = (port: number): string => `--inspect-port=127.0.0.1:${port} --inspect-publish-uid=http`;

/** Opens the process's inspector with SIGUSR1. Null where there is no such signal. */
export async function openMemoryGauge(pid: number, port: number): Promise<MemoryGauge | null> {
  if (process.platform === 'win32') return null;
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await inspectorUrl(port), { maxPayload: 0 });
  await once(socket, 'open');

  let last = 0;
  const ask = async (method: string, params: object = {}): Promise<unknown> => {
    const id = (last += 1);
    const answer = Promise.withResolvers<unknown>();
    const listen = (text: Buffer): void => {
      const message = JSON.parse(text.toString()) as { id?: number; result?: unknown; error?: { message: string } };
      if (message.id !== id) return;
      socket.off('message', listen);
      if (message.error) answer.reject(new Error(`${method}: ${message.error.message}`));
      else answer.resolve(message.result);
    };
    socket.on('message', listen);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  };
  return {
    async heldBytes() {
      for (let time = 0; time < COLLECTIONS; time += 1) await ask('HeapProfiler.collectGarbage');
      const { result } = (await ask('Runtime.evaluate', { expression: HELD })) as { result: { value: number } };
      return result.value;
    },
    close: () => socket.close(),
  };
}

async function inspectorUrl(port: number): Promise<string> {
  const giveUpAt = performance.now() + ANSWERS_WITHIN_MS;
  for (;;) {
    try {
      const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
        webSocketDebuggerUrl: string;
      }[];
      return target!.webSocketDebuggerUrl;
    } catch (error) {
      if (performance.now() > giveUpAt) throw new Error('the process cannot be looked into', { cause: error });
      await delay(LOOK_EVERY_MS);
    }
  }
}
