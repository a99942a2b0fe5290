import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/**
 * What would disturb clients of a published schema, one sentence each: what breaks their operations, and what may
 * surprise their programs, such as a new value of an enum. Nothing to publish before is nothing to disturb.
 */
export function disturbances(published: string, next: string): readonly string[] {
  if (published === '') return [];
  const [before, after] = [buildSchema(published), buildSchema(next)];
  return [
    ...findBreakingChanges(before, after).map(({ description }) => `breaking: ${description}`),
    ...findDangerousChanges(before, after).map(({ description }) => `dangerous: ${description}`),
  ];
}
