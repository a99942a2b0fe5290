import { getNullableType, isListType, type GraphQLOutputType } from 'graphql';
import type { ResponsePath } from '../../planner/fetch-plan.ts';
import type { Found, Place } from './place.ts';
import { excerptUnder, type Excerpt } from './scan.ts';

/** The fields that lead from the root to a place. */
export interface Way {
  readonly fields: readonly Found[];
  readonly to: Place;
}

/** Null when objects of this path's types never are there. */
export function findWay(root: Place, path: ResponsePath): Way | null {
  const fields: Found[] = [];
  let to = root;
  for (const segment of path) {
    if ('items' in segment) continue; // the types of fields tell what is a list
    if ('types' in segment) {
      if (!segment.types.has(to.type.name)) return null;
      continue;
    }
    const below = to.below(segment.key);
    fields.push(to.find(segment.key)!);
    to = below;
  }
  return { fields, to };
}

/** Calls `each` with the excerpts of all objects that there are at a place. */
export type Visit = (root: Excerpt, each: Each) => void;
type Each = (excerpt: Excerpt) => void;
type VisitValue = (value: unknown, each: Each) => void;

/** To be called when the parts' scans are compiled. */
export function compileVisit({ fields }: Way): Visit {
  let visit: Visit = (excerpt, each) => each(excerpt);
  for (const { source, field, index } of fields.toReversed()) {
    const slot = source.part.slotOfBelow(index);
    const visitBelow = compileVisitValue(field.type!, visit);
    visit = (excerpt, each) => {
      const from = excerptUnder(excerpt, source.slot);
      if (from !== null) visitBelow(from[slot], each);
    };
  }
  return visit;
}

function compileVisitValue(type: GraphQLOutputType, visit: Visit): VisitValue {
  const nullable = getNullableType(type);
  if (!isListType(nullable)) {
    return (value, each) => {
      if (value !== null) visit(value as Excerpt, each);
    };
  }
  const visitItem = compileVisitValue(nullable.ofType as GraphQLOutputType, visit);
  return (value, each) => {
    if (value !== null) for (const item of value as readonly unknown[]) visitItem(item, each);
  };
}
