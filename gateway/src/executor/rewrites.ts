import type { Rewrite, RewriteSegment } from '../planner/fetch-plan.ts';
import type { Data } from './execution.ts';
import { own, setOwn } from './merge.ts';

/** Applies the planner's rewrites to an object, in place. */
export function rewrite(object: Data, rewrites: readonly Rewrite[]): void {
  for (const { path, change } of rewrites) rewriteAt(object, path, 0, change);
}

function rewriteAt(value: unknown, path: readonly RewriteSegment[], from: number, change: Rewrite['change']): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(item, path, from, change);
    return;
  }
  const object = value as Data;
  const segment = path[from]!;
  if ('types' in segment) {
    const typename = object['__typename'];
    if (typename === undefined || segment.types.has(typename as string)) rewriteAt(object, path, from + 1, change);
  } else if (from < path.length - 1) {
    rewriteAt(own(object, segment.key), path, from + 1, change);
  } else if ('setTo' in change) {
    if (Object.hasOwn(object, segment.key)) setOwn(object, segment.key, change.setTo);
  } else if (Object.hasOwn(object, segment.key)) {
    setOwn(object, change.renameTo, object[segment.key]);
    delete object[segment.key];
  }
}
