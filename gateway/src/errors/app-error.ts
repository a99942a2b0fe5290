import { HeaderMap } from '@apollo/server';
import type { AppError } from '@emporium/platform/errors';
import { GraphQLError } from 'graphql';

const HTTP_STATUS: Partial<Record<AppError['code'], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
};

/** An error that refuses a whole request, in GraphQL's shape and with the HTTP status that says the same. */
export function refusal(error: AppError, requestId: string): GraphQLError {
  const status = HTTP_STATUS[error.code] ?? 400;
  const headers = new HeaderMap();
  if (status === 401) headers.set('www-authenticate', 'Bearer error="invalid_token"');
  const http: unknown = { status, headers };
  const extensions: Record<string, unknown> = { ...error.details, code: error.code, requestId, http };
  return new GraphQLError(error.message, { extensions });
}
