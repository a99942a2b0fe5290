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
const NARROW = 80;
/** Whoever waits longer than this wants to see that something is moving. */
const PATIENCE_MS = 2_000;

type Style = Parameters<typeof styleText>[0];

/** `styleText` knows NO_COLOR and whether the stream that the text is written to is a terminal. */
export const paint = (style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string =>
  styleText(style, text, { stream });

/** Lines that are redrawn in a terminal; elsewhere a line when a step begins, and nothing that a log would choke on. */
export function createProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  return {
    async step(title, work) {
      const startedAt = performance.now();
      const done = { count: 0, total: 0, unit: '' };
      const timer = stream.isTTY
        ? setInterval(
            () => redraw(stream, describe(title, done, performance.now() - startedAt, stream.columns)),
            REDRAW_MS,
          )
        : null;
      if (!stream.isTTY) stream.write(`  ${title} …\n`);
      try {
        const result = await work({
          add: (count) => {
            done.count += count;
          },
          of: (total, unit) => Object.assign(done, { total, unit }),
        });
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        if (stream.isTTY) redraw(stream, `  ${paint('green', '✓')} ${title} ${paint('gray', `${seconds} s`)}\n`);
        return result;
      } catch (error) {
        if (stream.isTTY) redraw(stream, `  ${paint('red', '✗')} ${title}\n`);
        throw error;
      } finally {
        if (timer) clearInterval(timer);
      }
    },
  };
}

/** The cursor waits at the beginning, so that a log line that comes in between covers the step and is not glued to it. */
const redraw = (stream: NodeJS.WriteStream, line: string): void => void stream.write(`\r\u001b[K${line}\r`);

interface Done {
  readonly count: number;
  readonly total: number;
  readonly unit: string;
}

/** A step under way, in one line of a terminal that is `columns` wide: without the bar where there is no room for it. */
function describe(title: string, { count, total, unit }: Done, elapsedMs: number, columns: number): string {
  const head = `  ${paint('yellow', '◌')} ${title}`;
  const seconds = elapsedMs > PATIENCE_MS ? paint('gray', ` ${Math.floor(elapsedMs / 1000)} s`) : '';
  if (total === 0) return `${head} …${seconds}`;
  const filled = Math.round(Math.min(1, count / total) * WIDTH);
  const bar = (columns || NARROW) < NARROW ? '' : ` ${paint('cyan', '█'.repeat(filled).padEnd(WIDTH, '░'))}`;
  return `${head}${bar} ${count.toLocaleString('en')} ${unit}${seconds}`;
}
