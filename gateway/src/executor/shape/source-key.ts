/**
 * The key under which a field of the client's stands in what is fetched. It is the response key, but for a field that
 * the client calls `__typename`: the planner's own `__typename` would be mistaken for it.
 */
export const sourceKey = (responseKey: string, fieldName: string): string =>
  responseKey === '__typename' && fieldName !== '__typename' ? 'field__typename' : responseKey;
