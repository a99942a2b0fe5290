import type { Log } from '@emporium/platform/log';
import type { GraphQLFormattedError } from 'graphql';
import type { OperationMeter } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';

/** Measures every operation, and leaves a log line that its request id finds: `info` with errors, else `debug`. */
export class Observer {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  ended(
    operation: { readonly name: string | null; readonly type: string; readonly meter: OperationMeter },
    errors: readonly GraphQLFormattedError[] | null,
    { requestId, trace, transport }: RequestContext,
    startedAtMs: number,
  ): void {
    const durationMs = performance.now() - startedAtMs;
    operation.meter.observe(transport, errors === null ? 'ok' : 'errors', durationMs / 1000);
    if (errors === null && !this.#log.isLevelEnabled('debug')) return;

    const { name: operationName, type } = operation;
    const line = {
      requestId,
      traceId: trace.traceId,
      operationName,
      type,
      transport,
      durationMs: Math.round(durationMs),
    };
    if (errors === null) this.#log.debug(line, 'operation');
    else
      this.#log.info(
        { ...line, codes: [...new Set(errors.map(({ extensions }) => extensions?.['code']))] },
        'operation',
      );
  }
}
