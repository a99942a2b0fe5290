import type { GraphQLFormattedError } from 'graphql';
import { jsonBytes, type UnwrittenJson } from '../json-output.ts';

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

/** One without errors, in UTF-8. */
export const answerBytes = (data: UnwrittenJson, extensions: string | null): Buffer =>
  jsonBytes((output) => {
    output.piece(BEFORE_DATA);
    data.writeTo(output);
    output.text(extensions === null ? '}' : `,"extensions":${extensions}}`);
  });

const BEFORE_DATA = Buffer.from('{"data":');

/** The first part of an answer in parts, from what would be the whole one. */
export const firstPartText = (answer: string): string => `${answer.slice(0, -1)},"hasNext":true}`;

/** Another part: what became of deferred fragments. */
export const nextPartText = (incremental: readonly string[], hasNext: boolean): string =>
  `{"incremental":[${incremental.join()}],"hasNext":${hasNext}}`;

/** One deferred fragment. */
export function fragmentText(
  data: string,
  path: readonly (string | number)[],
  label: string | null,
  errors: readonly GraphQLFormattedError[] | null,
): string {
  let text = `"data":${data},"path":${JSON.stringify(path)}`;
  if (label !== null) text += `,"label":${JSON.stringify(label)}`;
  if (errors !== null) text += `,"errors":${JSON.stringify(errors)}`;
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
