import type { IncomingHttpHeaders } from 'node:http';

/** The headers of a client that go on to subgraphs, as name, value, name, value …; null when it sent none of them. */
export type PassOn = (headers: IncomingHttpHeaders) => readonly string[] | null;

/** `names` are in lower case, as Node has them. */
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
