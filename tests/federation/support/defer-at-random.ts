import { Kind, parse, print, visit, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Answer, Part } from './answer.ts';
import { seededRandom } from './random.ts';

const SHARE = 0.4;

/** The operation with a part of many a selection set deferred; it depends on the seed alone. */
export function deferAtRandom(query: string, seed: number): string {
  const random = seededRandom(seed);
  const deferred = (selections: readonly SelectionNode[]): SelectionNode => ({
    kind: Kind.INLINE_FRAGMENT,
    directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } }],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  return print(
    visit(parse(query), {
      SelectionSet: {
        leave(set): SelectionSetNode | undefined {
          if (!random.chance(SHARE)) return undefined;
          const later = random.some(set.selections, 1, set.selections.length);
          return { ...set, selections: [...set.selections.filter((one) => !later.includes(one)), deferred(later)] };
        },
      },
    }),
  );
}

type Json = Record<string | number, unknown>;

/** What a client has when it has put every part where it belongs. Throws when there is no such place. */
export function putTogether(first: Answer, later: readonly Part[]): unknown {
  const whole = { data: structuredClone(first.data) };
  const byDepth = later.toSorted((a, b) => a.path.length - b.path.length);
  for (const { path, data } of byDepth) {
    let place: unknown = whole.data;
    for (const key of path) place = (place as Json)[key];
    if (typeof place !== 'object' || place === null) throw new Error(`nothing is at ${JSON.stringify(path)}`);
    if (data !== null) merge(place as Json, data as Json);
  }
  return whole.data;
}

function merge(into: Json, from: Json): void {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null) {
      merge(known as Json, value as Json);
    } else into[key] = value;
  }
}
