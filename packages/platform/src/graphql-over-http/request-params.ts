/** A GraphQL request as it comes over any transport: https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export interface RequestParams {
  /** Null when the request names its document in another way, such as by hash. */
  readonly query: string | null;
  /** Names a persisted document in place of `query`: https://graphql.github.io/graphql-over-http/draft/#sec-Persisted-Documents */
  readonly documentId: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly extensions: Readonly<Record<string, unknown>> | null;
}

/** The parameters, or what is wrong with them, as a sentence. */
export function readParams(input: unknown): RequestParams | string {
  if (!isMap(input)) return 'Send one JSON object with a "query".';
  const { query = null, documentId = null, operationName = null, variables = null, extensions = null } = input;
  if (query !== null && typeof query !== 'string') return '"query" must be a string with a GraphQL document.';
  if (documentId !== null && typeof documentId !== 'string') return '"documentId" must be a string.';
  if (operationName !== null && typeof operationName !== 'string') return '"operationName" must be a string.';
  if (variables !== null && !isMap(variables)) return '"variables" must be an object.';
  if (extensions !== null && !isMap(extensions)) return '"extensions" must be an object.';
  return { query: query || null, documentId, operationName: operationName || null, variables, extensions };
}

/** The same from a URL's query: maps are JSON there. */
export function readQueryParams(query: Readonly<Record<string, unknown>>): RequestParams | string {
  try {
    return readParams({ ...query, variables: fromJson(query['variables']), extensions: fromJson(query['extensions']) });
  } catch {
    return '"variables" and "extensions" must be JSON.';
  }
}

const fromJson = (text: unknown): unknown =>
  text === '' ? undefined : typeof text === 'string' ? JSON.parse(text) : text;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
