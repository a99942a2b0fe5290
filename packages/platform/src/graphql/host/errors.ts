import { GraphQLError, type ExecutionResult } from 'graphql';
import { AppError } from '../../errors/index.ts';
import type { RequestScope } from './request-scope.ts';

const MASK = 'Something went wrong on our side. Try again; if it stays, tell us the request id.';

/**
 * An answer as a client may see it. An `AppError` passes with its code and details, as does what graphql-js says
 * about the request itself; everything else is a bug: masked, and logged once with the id that the client gets.
 */
export function presentResult(
  result: ExecutionResult,
  scope: RequestScope,
  operationName: string | null,
): ExecutionResult {
  if (result.errors === undefined) return result;
  const present = presenter(scope, operationName);
  return {
    ...result,
    errors: result.errors.map((error) => (isAboutTheRequest(error) ? asBadInput(error) : present(error))),
  };
}

/** A failure outside of any field, such as a context that cannot be made. */
export function presentFailure(failure: unknown, scope: RequestScope, operationName: string | null): ExecutionResult {
  const originalError = failure instanceof Error ? failure : new Error(`thrown, but not an Error: ${String(failure)}`);
  return { errors: [presenter(scope, operationName)(new GraphQLError(originalError.message, { originalError }))] };
}

function presenter(scope: RequestScope, operation: string | null): (error: GraphQLError) => GraphQLError {
  const logged = new Set<unknown>(); // one failed query may stand behind many fields

  return (error) => {
    const cause = innermost(error);
    const facts = { err: cause, operation, path: error.path?.join('.') };
    if (cause instanceof AppError) {
      if (cause.cause !== undefined) scope.log().warn(facts, 'an operation was answered with an error');
      return withMessage(error, cause.message, { ...cause.details, code: cause.code });
    }
    if (!logged.has(cause)) {
      logged.add(cause);
      scope.log().error(facts, 'a bug surfaced in an operation');
    }
    return withMessage(error, MASK, { code: 'INTERNAL_SERVER_ERROR', requestId: scope.requestId });
  };
}

/** Without a path no resolver ran: it is about variables. Arguments given null by a variable are noticed while running. */
function isAboutTheRequest(error: GraphQLError): boolean {
  if (error.path === undefined) return true;
  const cause = innermost(error);
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.message.startsWith('Argument "');
}

const asBadInput = (error: GraphQLError): GraphQLError =>
  withMessage(error, error.message, { code: 'BAD_USER_INPUT', ...error.extensions });

function innermost(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

function withMessage(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
