import type { GraphQLFormattedError } from 'graphql';

/** A GraphQL response as JSON text, from parts that are JSON text already: `data` and `extensions` (with braces). */
export function answerText(
  data: string | null,
  errors: readonly GraphQLFormattedError[] | null,
  extensions: string | null,
): string {
  let text = data === null ? '' : `"data":${data}`;
  if (errors !== null) text += `${text === '' ? '' : ','}"errors":${JSON.stringify(errors)}`;
  if (extensions !== null) text += `${text === '' ? '' : ','}"extensions":${extensions}`;
  return `{${text}}`;
}

/** What `extensions` says besides the answer; null for nothing. */
export function extensionsText(cost: string | null, plan: string | null): string | null {
  if (plan !== null) return `{${cost === null ? '' : `"cost":${cost},`}"plan":${JSON.stringify(plan)}}`;
  return cost === null ? null : `{"cost":${cost}}`;
}

/** `extensions.cost` where spending is bounded. */
export const costText = (requested: number, available: number, restorePerSecond: number): string =>
  `{"requested":${requested},"available":${Math.floor(available)},"restorePerSecond":${restorePerSecond}}`;

/** `extensions.cost` where it is not, or where a cache tells it to others. */
export const bareCostText = (requested: number): string => `{"requested":${requested}}`;
