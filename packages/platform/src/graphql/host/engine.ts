import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Log } from '../../log/index.ts';
import { ANONYMOUS, createIdentityVerifier, type Viewer } from '../../identity/index.ts';
import { withTrace } from '../../trace/index.ts';
import { denialOf } from '../authorization/index.ts';
import { prepareCompiled } from '../executor/index.ts';
import { presentFailure, presentResult } from './errors.ts';
import type { Executable, Prepare, Variables } from './executor.ts';
import { createOperations, type Operation, type Operations } from './operations.ts';
import { createRequestScope, type RequestFacts, type RequestScope } from './request-scope.ts';
import { mapStream, type ResultStream } from './result-stream.ts';

export interface OperationObservation {
  readonly name: string | null;
  readonly kind: `${Operation['kind']}`;
  readonly durationMs: number;
  readonly hasErrors: boolean;
}

export interface EngineOptions<Context extends { readonly viewer: Viewer }> {
  readonly schema: GraphQLSchema;
  /** Makes the resolvers' context of one operation. Keep the scope's viewer in it: authorization asks it. */
  readonly context: (request: RequestScope) => Context | Promise<Context>;
  readonly log: Log;
  readonly identitySecret: string;
  /** Compiled where absent. */
  readonly prepare?: Prepare;
  readonly observe?: (observation: OperationObservation) => void;
}

/** Answers operations, whatever brings them: HTTP, a WebSocket, or another server's pipeline. */
export interface Engine {
  readonly schema: GraphQLSchema;
  readonly operation: Operations;
  /** The viewer that a header proves; null when it proves nothing. No header is the anonymous viewer. */
  identify(header: string | undefined): Viewer | null;
  scope(facts: RequestFacts): RequestScope;
  execute(operation: Operation, variables: Variables, scope: RequestScope): Promise<ExecutionResult>;
  /** `onEnd` is called once, when the stream is over for whatever reason, or was refused. */
  subscribe(
    operation: Operation,
    variables: Variables,
    scope: RequestScope,
    onEnd: () => void,
  ): Promise<ResultStream | ExecutionResult>;
}

export function createEngine<Context extends { readonly viewer: Viewer }>(options: EngineOptions<Context>): Engine {
  const { schema, log, observe } = options;
  const verify = createIdentityVerifier(options.identitySecret);

  const start = async <T>(
    operation: Operation,
    scope: RequestScope,
    work: (executable: Executable, context: Context) => T | Promise<T>,
  ): Promise<T> => {
    const context = await options.context(scope);
    const whole = denialOf(scope.viewer, operation.requirements) === null;
    // What the operation publishes and whom it calls belongs to its trace.
    return withTrace(scope.trace, () => work(whole ? operation.whole : operation.guarded(), context));
  };

  return {
    schema,
    operation: createOperations(schema, options.prepare ?? prepareCompiled),

    identify(header) {
      if (header === undefined) return ANONYMOUS;
      const verified = verify(header);
      if (verified.ok) return verified.value;
      log.warn({ problem: verified.error }, 'refused an identity');
      return null;
    },

    scope: (facts) => createRequestScope(facts, log),

    async execute(operation, variables, scope) {
      const startedAt = performance.now();
      let result: ExecutionResult;
      try {
        const raw = await start(operation, scope, (executable, context) => executable.run(variables, context));
        result = presentResult(raw, scope, operation.name);
      } catch (error) {
        result = presentFailure(error, scope, operation.name);
      }
      observe?.({
        name: operation.name,
        kind: operation.kind,
        durationMs: performance.now() - startedAt,
        hasErrors: result.errors !== undefined,
      });
      return result;
    },

    async subscribe(operation, variables, scope, onEnd) {
      let refusal: ExecutionResult;
      try {
        const stream = await start(operation, scope, (executable, context) => executable.subscribe(variables, context));
        if (Symbol.asyncIterator in stream) {
          return mapStream(stream, {
            map: (result) => presentResult(result, scope, operation.name),
            onFailure: (error) => presentFailure(error, scope, operation.name),
            onEnd,
          });
        }
        refusal = presentResult(stream, scope, operation.name);
      } catch (error) {
        refusal = presentFailure(error, scope, operation.name);
      }
      onEnd();
      return refusal;
    },
  };
}
