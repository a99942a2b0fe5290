import { randomUUID } from 'node:crypto';

/** Two instances on one store, as two processes would have them. */
export type OpenTwo<Port> = () => Promise<{
  readonly here: Port;
  readonly elsewhere: Port;
  readonly close: () => Promise<void>;
}>;

export const uniqueKey = (): string => `contract:${randomUUID()}`;

/** Resolves when the condition holds; the test's own timeout ends a vain wait. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
