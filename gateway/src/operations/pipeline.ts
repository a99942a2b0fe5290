import type { Log } from '@emporium/platform/log';
import { OperationTypeNode } from 'graphql';
import type { Budget } from '../demand/demand.ts';
import type { Documents } from '../documents/documents.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Mask } from '../errors/mask.ts';
import type { RequestContext } from '../request-context.ts';
import { answerText } from './answer-text.ts';
import { Observer } from './observer.ts';
import type { Answer, OperationRequest, Pipeline } from './operation.ts';
import { OperationRun, type RunServices } from './operation-run.ts';
import { createPreparedOperations, type PreparedOperationsOptions } from './prepared-operations.ts';
import { refusal, subscriptionOverHttp, type Refusal } from './refusal.ts';

export interface PipelineOptions extends PreparedOperationsOptions {
  readonly engine: Engine;
  readonly documents: Documents;
  /** Null when nobody's spending is bounded; the cost is told all the same. */
  readonly budget: Budget | null;
  readonly mask: Mask;
  readonly log: Log;
}

/**
 * The one way of every operation, whatever it came over: text → prepared operation → variables → what the viewer may
 * see of it → cost → throttles → execution → masked errors → answer, with metrics and a log line. What an operation
 * needs is found once; a request that waits for nothing but its fetches takes one asynchronous step.
 *
 * Before a new supergraph takes traffic, the trusted documents and what is asked for most are planned for it.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { engine, documents, mask, log } = options;
  const operations = createPreparedOperations(options);
  const observer = new Observer(log);
  const services: RunServices = { budget: options.budget, mask, observer };
  const unknown = { name: null, type: 'unknown', meter: options.metrics.operation(null, 'unknown') };

  engine.onReload({ prepare: (next) => operations.warmUp(next, engine.current, documents.trusted) });

  const begin = (request: OperationRequest, context: RequestContext): OperationRun | Answer => {
    const startedAtMs = performance.now();
    const refuse = ({ errors, status, headers }: Refusal): Answer => {
      const masked = mask(errors, context.requestId);
      observer.ended(unknown, masked, context, startedAtMs);
      return { body: answerText(null, masked, null), status, headers };
    };
    const found = documents.resolve(request);
    if ('refused' in found) return refuse(refusal([found.refused], found.status));
    const prepared = operations.prepare(engine.current, found.text, request.operationName);
    if (!('planned' in prepared)) return refuse(refusal(prepared, 400));
    return new OperationRun(services, prepared, request, context, startedAtMs);
  };

  return {
    warmUp: () => operations.warmUp(engine.current, engine.current, documents.trusted),
    run(request, context) {
      const run = begin(request, context);
      if (!(run instanceof OperationRun)) return Promise.resolve(run);
      if (run.prepared.type === OperationTypeNode.SUBSCRIPTION)
        return Promise.resolve(run.refuse(subscriptionOverHttp()));
      return run.answer();
    },
    admit(request, context) {
      const run = begin(request, context);
      if (!(run instanceof OperationRun)) return run;
      try {
        return run.admit();
      } catch (error) {
        return run.fail(error);
      }
    },
  };
}
