import { styleText } from 'node:util';

/** Tells a person what is going on: one line a step, with a bar where it is known how far it is. */
export interface Progress {
  /** Runs a step under a title; the line says how long it took. */
  step<T>(title: string, work: (bar: Bar) => Promise<T>): Promise<T>;
}

export interface Bar {
  /** Adds to what is done. */
  add(count: number): void;
  /** What is being counted, once it is known: `rows`, and how many are expected. */
  of(total: number, unit: string): void;
}

const REDRAW_MS = 100;
const WIDTH = 24;

type Style = Parameters<typeof styleText>[0];

/** `styleText` knows NO_COLOR and whether the stream is a terminal. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

export function createProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  return {
    async step(title, work) {
      const startedAt = performance.now();
      let done = 0;
      let total = 0;
      let unit = '';
      const draw = (): void => {
        const share = total > 0 ? Math.min(1, done / total) : 0;
        const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
        const counted = total > 0 ? ` ${paint('cyan', bar)} ${done.toLocaleString('en')} ${unit}` : ' …';
        stream.write(`\r\u001b[K  ${paint('yellow', '◌')} ${title}${counted}`);
      };
      const timer = stream.isTTY ? setInterval(draw, REDRAW_MS) : null;
      if (!stream.isTTY) stream.write(`  ${title} …\n`);
      try {
        const result = await work({
          add: (count) => {
            done += count;
          },
          of: (newTotal, newUnit) => {
            total = newTotal;
            unit = newUnit;
          },
        });
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        if (stream.isTTY)
          stream.write(`\r\u001b[K  ${paint('green', '✓')} ${title} ${paint('gray', `${seconds} s`)}\n`);
        return result;
      } catch (error) {
        if (stream.isTTY) stream.write(`\r\u001b[K  ${paint('red', '✗')} ${title}\n`);
        throw error;
      } finally {
        if (timer) clearInterval(timer);
      }
    },
  };
}
