import type { ResponsePath } from '../planner/fetch-plan.ts';
import type { Data, Path } from './execution.ts';
import { compileRead, own } from './merge.ts';

/** Adds the objects at a path to `found`: every item of every list on the way, nulls left out. */
export type Collect = (data: unknown, found: Data[]) => void;

const isArray: (value: unknown) => value is unknown[] = Array.isArray;

export function compileCollect(path: ResponsePath, from = 0): Collect {
  const segment = path[from];
  if (segment === undefined) {
    const collect: Collect = (data, found) => {
      if (typeof data !== 'object' || data === null) return;
      if (isArray(data)) for (const item of data) collect(item, found);
      else found.push(data as Data);
    };
    return collect;
  }

  const next = compileCollect(path, from + 1);
  if ('items' in segment) {
    return (data, found) => {
      if (isArray(data)) for (const item of data) next(item, found);
    };
  }
  if ('types' in segment) {
    const { types } = segment;
    const collect: Collect = (data, found) => {
      if (typeof data !== 'object' || data === null) return;
      if (isArray(data)) for (const item of data) collect(item, found);
      else if (isOneOf(data as Data, types)) next(data, found);
    };
    return collect;
  }
  const { key } = segment;
  const read = compileRead(key);
  const collect: Collect = (data, found) => {
    if (typeof data !== 'object' || data === null) return;
    if (isArray(data)) for (const item of data) collect(item, found);
    else next(read(data as Data), found);
  };
  return collect;
}

/** An object whose type nobody asked for counts: its representation decides. */
const isOneOf = (data: Data, types: ReadonlySet<string>): boolean => {
  const typename = data['__typename'];
  return typename === undefined || types.has(typename as string);
};

/** Where each object at a path stands in the answer. Walks everything again: for errors only. */
export function locate(data: unknown, path: ResponsePath, into: Map<Data, Path>): void {
  const walk = (value: unknown, from: number, at: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    const segment = path[from];
    if (isArray(value)) {
      const next = segment !== undefined && 'items' in segment ? from + 1 : from;
      value.forEach((item, index) => walk(item, next, [...at, index]));
    } else if (segment === undefined) {
      into.set(value as Data, at);
    } else if ('types' in segment) {
      if (isOneOf(value as Data, segment.types)) walk(value, from + 1, at);
    } else if ('key' in segment) {
      walk(own(value as Data, segment.key), from + 1, [...at, segment.key]);
    }
  };
  walk(data, 0, []);
}
