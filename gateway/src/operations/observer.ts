import type { Log } from '@emporium/platform/log';
import type { GraphQLFormattedError } from 'graphql';
import type { OperationMeter } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { recordOperation } from '../telemetry/record.ts';

/** Measures every operation, leaves a log line that its request id finds (`info` with errors, else `debug`), and a span. */
export class Observer {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  ended(
    operation: { readonly name: string | null; readonly type: string; readonly meter: OperationMeter },
    errors: readonly GraphQLFormattedError[] | null,
    context: RequestContext,
    startedAtMs: number,
  ): void {
    const { requestId, trace, transport, spans } = context;
    const endedAtMs = performance.now();
    const durationMs = endedAtMs - startedAtMs;
    operation.meter.observe(transport, errors === null ? 'ok' : 'errors', durationMs / 1000);
    if (spans !== null) recordOperation(spans, operation, context, { startedAtMs, endedAtMs }, errors);
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
