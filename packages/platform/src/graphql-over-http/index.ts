export { GRAPHQL_RESPONSE, JSON_RESPONSE, responseMediaType, type ResponseMediaType } from './media-type.ts';
export { isMap, readParams, readQueryParams, type RequestParams } from './request-params.ts';
