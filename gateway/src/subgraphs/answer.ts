import { err, ok, type Result } from '@emporium/platform/result';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';

/**
 * A subgraph's HTTP answer, or in words why it cannot be one. Whatever carries neither data nor errors is
 * refused here, so that a broken subgraph can never look like one that answered null.
 */
export function readAnswer(
  status: number,
  contentType: string | undefined,
  text: string,
): Result<GatewayGraphQLResponse, string> {
  if (!/^application\/(graphql-response\+)?json\b/i.test(contentType ?? '')) {
    return err(`HTTP ${status} with content type ${contentType ?? '(none)'}`);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return err(`HTTP ${status} with broken JSON of ${text.length} characters`);
  }
  if (!isObject(body)) return err(`HTTP ${status} with JSON that is no object`);

  const { data, errors } = body;
  if (errors !== undefined && errors !== null && !isErrorList(errors))
    return err(`HTTP ${status} with malformed errors`);
  if (data !== undefined && data !== null && !isObject(data)) return err(`HTTP ${status} with malformed data`);
  const failed = Array.isArray(errors) && errors.length > 0;
  if (!data && !failed) return err(`HTTP ${status} with neither data nor errors`);
  return ok({ data: data ?? null, ...(failed ? { errors } : {}) } as GatewayGraphQLResponse);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isErrorList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((error) => isObject(error) && typeof error['message'] === 'string');
