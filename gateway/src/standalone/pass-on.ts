import type { PassOn } from '../http/context-of.ts';

/** Passes on the headers of these names, which are in lower case, as Node has them. Null when a client sent none of them. */
export function createPassOn(names: readonly string[]): PassOn {
  return (headers) => {
    let passedOn: string[] | null = null;
    for (const name of names) {
      const value = headers[name];
      if (value === undefined) continue;
      passedOn ??= [];
      passedOn.push(name, typeof value === 'string' ? value : value.join(', '));
    }
    return passedOn;
  };
}
