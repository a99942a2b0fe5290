import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Permitted } from '../access/access.ts';
import type { Budget } from '../demand/demand.ts';
import type { Executed, ExecutedInParts, PartsSettled, PlannedOperation, Variables } from '../engine/engine-types.ts';
import type { Mask } from '../errors/mask.ts';
import type { RequestContext } from '../request-context.ts';
import { recordPlan } from '../telemetry/record.ts';
import {
  answerBytes,
  answerText,
  bareCostText,
  costText,
  extensionsText,
  firstPartText,
  fragmentText,
  nextPartText,
} from './answer-text.ts';
import type { Observer } from './observer.ts';
import type { AdmittedOperation, Answer, AnswerPart, OperationRequest } from './operation.ts';
import type { CompiledOperation } from './prepared-operations.ts';
import { mutationOverGet, notPaid, refusal, statusOf, throttled, type Refusal } from './refusal.ts';

/** What every run needs. */
export interface RunServices {
  /** Null when nobody's spending is bounded; the cost is told all the same. */
  readonly budget: Budget | null;
  readonly mask: Mask;
  readonly observer: Observer;
}

const NONE: Variables = Object.freeze({});

/** One run of an operation: from variables to answer. */
export class OperationRun implements AdmittedOperation {
  prepared: CompiledOperation;
  variables: Variables = NONE;
  permitted: Permitted | null = null;
  extensions: string | null = null;
  readonly startedAtMs: number;
  readonly #services: RunServices;
  readonly #request: OperationRequest;
  readonly #context: RequestContext;

  constructor(
    services: RunServices,
    prepared: CompiledOperation,
    request: OperationRequest,
    context: RequestContext,
    startedAtMs: number,
  ) {
    this.#services = services;
    this.prepared = prepared;
    this.#request = request;
    this.#context = context;
    this.startedAtMs = startedAtMs;
  }

  /** Admits and executes. Never rejects. */
  answer(): Promise<Answer> {
    try {
      const admission = this.admit();
      if (admission === this) return this.execute();
      return admission instanceof Promise
        ? admission.then((settled) => (settled === this ? this.execute() : (settled as Answer)))
        : Promise.resolve(admission as Answer);
    } catch (error) {
      return Promise.resolve(this.fail(error));
    }
  }

  async execute(): Promise<Answer> {
    try {
      const { prepared, variables, permitted } = this;
      if (permitted === null) {
        const { planned } = prepared;
        if (planned.executeInParts !== null && this.#context.takesParts === true) {
          return this.#answerInParts(await planned.executeInParts(variables, this.#context));
        }
        return this.#answerTo(await planned.execute(variables, this.#context));
      }
      const { narrowed } = permitted;
      const executed = narrowed === null ? null : await prepared.planned.execute(variables, this.#context);
      return this.#answerTo(permitted.complete(executed, variables));
    } catch (error) {
      return this.fail(error);
    }
  }

  /** This run when the operation may be executed, else the answer that says why not. Throws when there is a bug. */
  admit(): OperationRun | Answer | Promise<OperationRun | Answer> {
    const { operation, access, coerceVariables } = this.prepared;
    if (operation.operation === OperationTypeNode.MUTATION && this.#request.readOnly === true) {
      return this.refuse(mutationOverGet());
    }
    const coerced = coerceVariables(this.#request.variables);
    if ('errors' in coerced) return this.refuse(refusal(coerced.errors, 400));
    this.variables = coerced.values;

    this.permitted = access.restrict(this.#context.viewer);
    if (this.permitted !== null) {
      const narrowed = this.prepared.narrowed(this.permitted);
      if (narrowed === null) return this.#context.costOnly ? this.#costOnly(0) : this;
      this.prepared = narrowed;
    }
    const cost = this.prepared.cost?.(this.variables) ?? null;
    return this.#context.costOnly ? this.#costOnly(cost) : this.#pay(cost);
  }

  refuse({ errors, status, headers }: Refusal): Answer {
    const { mask, observer } = this.#services;
    const masked = mask(errors, this.#context.requestId);
    observer.ended(this.prepared, masked, this.#context, this.startedAtMs);
    return { body: answerText(null, masked, this.extensions), status, headers };
  }

  /** The answer to what was thrown on the way: an error with a code says so itself, anything else is a bug. */
  fail(thrown: unknown): Answer {
    const error =
      thrown instanceof GraphQLError ? thrown : new GraphQLError(String(thrown), { originalError: thrown as Error });
    return this.refuse(refusal([error], statusOf(error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR')));
  }

  #costOnly(cost: number | null): Answer {
    const { budget, observer } = this.#services;
    const available = budget?.pay(this.#context.clientKey, 0).available ?? null;
    this.extensions = extensionsText(this.#costText(cost, available), null);
    observer.ended(this.prepared, null, this.#context, this.startedAtMs);
    return { body: answerText('null', null, this.extensions), status: 200, headers: null };
  }

  /** Planned before it is paid for: what cannot run costs nothing. */
  #pay(cost: number | null): OperationRun | Answer | Promise<OperationRun | Answer> {
    const { budget } = this.#services;
    const planned = this.#plan();
    const { throttle } = this.prepared;
    const payment = budget === null || cost === null ? null : budget.pay(this.#context.clientKey, cost);
    const plan = this.#context.showPlan ? planned.describe() : null;
    this.extensions = extensionsText(this.#costText(cost, payment?.available ?? null), plan);
    if (payment !== null && !payment.accepted) return this.refuse(notPaid(payment, budget!.capacity));
    if (throttle === null) return this;
    return throttle(this.variables, this.#context).then(
      (outcome) => (outcome.allowed ? this : this.refuse(throttled(outcome.retryAfterMs))),
      (error: unknown) => this.fail(error),
    );
  }

  #plan(): PlannedOperation {
    const { prepared } = this;
    const { spans } = this.#context;
    if (spans === null || prepared.isPlanned) return prepared.planned;
    return recordPlan(spans, this.#context, () => prepared.planned);
  }

  #answerTo({ data, errors }: Executed): Answer {
    const { observer } = this.#services;
    const masked = this.#masked(errors);
    observer.ended(this.prepared, masked, this.#context, this.startedAtMs);
    const headers = masked === null && this.#isCacheable ? { 'cache-control': this.prepared.cacheControl! } : null;
    const body =
      typeof data === 'string' ? answerText(data, masked, this.extensions) : answerBytes(data, this.extensions);
    return { body, status: 200, headers };
  }

  #answerInParts(executed: ExecutedInParts): Answer {
    const { data, errors, rest } = executed;
    if (rest === null) return this.#answerTo(executed);
    const masked = this.#masked(errors);
    return {
      body: firstPartText(answerText(String(data), masked, this.extensions)),
      rest: this.#rest(rest, masked ?? []),
      status: 200,
      headers: null,
    };
  }

  /** The operation has ended with the last part, or when nobody takes more of them. */
  async *#rest(
    rest: AsyncIterable<PartsSettled>,
    told: readonly GraphQLFormattedError[],
  ): AsyncGenerator<AnswerPart, void> {
    const all = [...told];
    try {
      for await (const { parts, hasNext } of rest) {
        const incremental = parts.map(({ data, path, label, errors }) => {
          const masked = this.#masked(errors);
          if (masked !== null) all.push(...masked);
          return fragmentText(data, path, label, masked);
        });
        yield { body: nextPartText(incremental, hasNext), hasNext };
      }
    } finally {
      const { observer } = this.#services;
      observer.ended(this.prepared, all.length === 0 ? null : all, this.#context, this.startedAtMs);
    }
  }

  /** Null for none. */
  #masked(errors: readonly GraphQLError[]): GraphQLFormattedError[] | null {
    return errors.length === 0 ? null : this.#services.mask(errors, this.#context.requestId);
  }

  /** Caches may keep the answer, when it has no errors. */
  get #isCacheable(): boolean {
    const { viewer, showPlan } = this.#context;
    const { cacheControl } = this.prepared;
    return cacheControl !== null && this.#request.readOnly === true && viewer.kind === 'anonymous' && !showPlan;
  }

  #costText(cost: number | null, available: number | null): string | null {
    if (cost === null) return null;
    if (available === null || this.#isCacheable) return bareCostText(cost);
    return costText(cost, available, this.#services.budget!.restorePerSecond);
  }
}
