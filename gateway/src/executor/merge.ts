import type { Data } from './execution.ts';

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Adds what a fetch answered to what is known of the same object. What both know must agree, so only objects are merged
 * deeper and lists item by item; a value replaces a null. `source` is taken over, not copied.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key in source) {
    const value = source[key];
    if (key === '__proto__') {
      setOwn(target, key, mergeValues(own(target, key), value));
      continue;
    }
    const known = target[key];
    // A function is what every object inherits under that name (`constructor`), for JSON has none.
    if (known === undefined || known === null || typeof known === 'function') target[key] = value;
    else if (typeof value === 'object') target[key] = mergeValues(known, value);
    else target[key] = value;
  }
}

function mergeValues(known: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return known ?? value;
  if (isObject(known) && isObject(value)) {
    mergeInto(known, value);
    return known;
  }
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (let index = 0; index < value.length; index += 1) known[index] = mergeValues(known[index], value[index]);
    return known;
  }
  return value;
}

/** A deep copy of parsed JSON, for an entity that stands in several places: each place must be able to change alone. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Data = {};
  for (const key in value) {
    if (key === '__proto__') setOwn(copy, key, copyOf(value[key]));
    else copy[key] = copyOf(value[key]);
  }
  return copy as T;
}

/** True for names that every object inherits something under: a response key may be any of them. */
export const isInherited = (key: string): boolean => key in Object.prototype;

/** The object's own value under a key that may be inherited. */
export const own = (object: Data, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Reads one key of many objects: `own` only where that makes a difference, for it costs several times as much. */
export const compileRead = (key: string): ((object: Data) => unknown) =>
  isInherited(key) ? (object) => own(object, key) : (object) => object[key];

/** Sets a key as data even when it is `__proto__`. */
export function setOwn(object: Data, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Notes that a field has no value, where nothing is known of it. */
export function setMissing(object: Data, key: string): void {
  if (!Object.hasOwn(object, key)) setOwn(object, key, null);
}
