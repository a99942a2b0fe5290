import type { AppError } from '@emporium/platform/errors';
import { GraphQLError } from 'graphql';

/** An error that refuses a whole request, in GraphQL's shape. */
export const refusal = (error: AppError, requestId: string): GraphQLError =>
  new GraphQLError(error.message, { extensions: { ...error.details, code: error.code, requestId } });
