import type { Answer } from './answer.ts';
import { INVENTED_ERROR } from './invented-subgraph.ts';

/**
 * What two answers disagree about, in words; nothing when they agree.
 *
 * - `data` must be the same, in the same order.
 * - An error of a subgraph at a null that the client sees must be in both, with its message.
 * - Where a null has taken its parents along (GraphQL 6.4.4), one error below the topmost null must be in both; which
 *   of them, and how many, depends on what ran first.
 * - The engine's own errors, for nulls that no subgraph explains, must be there wherever the reference has one. The
 *   reference may have fewer: Apollo's gateway is silent about some.
 * - The reference may have errors of fields that are not in the answer: Apollo's gateway fetches some skipped ones.
 */
export function differences(reference: Answer, tested: Answer): string[] {
  if (!('data' in reference) || !('data' in tested)) {
    return [
      `refused: ${JSON.stringify(reference.errors ?? 'answered')} / ${JSON.stringify(tested.errors ?? 'answered')}`,
    ];
  }
  const [expected, received] = [told(reference), told(tested)];
  return [
    ...differenceOfData(lines(reference.data), lines(tested.data)),
    ...only(expected.exact, received.exact).map((error) => `only the reference has: ${error}`),
    ...only(received.exact, expected.exact).map((error) => `only the tested engine has: ${error}`),
    ...only(expected.nulls, received.nulls).map((place) => `no error for the null at ${place}`),
    ...only(received.astray, []).map((error) => `of no field in the answer: ${error}`),
  ];
}

const lines = (data: unknown): string[] => JSON.stringify(data, null, 1).split('\n');

function differenceOfData(expected: readonly string[], received: readonly string[]): string[] {
  const longer = expected.length > received.length ? expected : received;
  const at = longer.findIndex((_, index) => expected[index] !== received[index]);
  if (at < 0) return [];
  const around = (all: readonly string[]): string => all.slice(Math.max(0, at - 3), at + 2).join(' ');
  return [`data, line ${at}: ${around(expected)}\nbut the tested engine has: ${around(received)}`];
}

const only = (here: readonly string[], there: readonly string[]): string[] =>
  here.filter((one) => !there.includes(one));

interface Told {
  /** Errors of subgraphs at the very null that the client sees. */
  readonly exact: string[];
  /** Nulls that the client sees and that an error explains, at the place itself or below. */
  readonly nulls: string[];
  /** Errors of fields that are not in the answer. */
  readonly astray: string[];
}

function told({ data, errors = [] }: Answer): Told {
  const exact: string[] = [];
  const nulls: string[] = [];
  const astray: string[] = [];
  for (const { path, message } of errors) {
    let value = data as Record<string | number, unknown> | null | undefined;
    const seen: (string | number)[] = [];
    for (const key of path) {
      if (value === null || value === undefined) break;
      value = value[key] as typeof value;
      seen.push(key);
    }
    const error = `${message} at ${path.join('.')}`;
    if (value !== null) astray.push(error);
    else nulls.push(seen.join('.'));
    if (value === null && seen.length === path.length && message.startsWith(INVENTED_ERROR)) exact.push(error);
  }
  return { exact, nulls, astray };
}
