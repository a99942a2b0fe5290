export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_RESPONSE = 'application/json';

export type ResponseMediaType = typeof GRAPHQL_RESPONSE | typeof JSON_RESPONSE;

/**
 * The media type to answer with: https://graphql.github.io/graphql-over-http/draft/#sec-Accept
 * Old clients name none, or a wildcard; they get what they always got.
 */
export const responseMediaType = (accept: string | undefined): ResponseMediaType =>
  accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : JSON_RESPONSE;
