import type { ExecutionResult } from 'graphql';

export type ResultStream = AsyncIterableIterator<ExecutionResult, undefined>;

interface Mapping {
  readonly map: (result: ExecutionResult) => ExecutionResult;
  /** The source broke: the last result of the stream. */
  readonly onFailure: (error: unknown) => ExecutionResult;
  readonly onEnd: () => void;
}

/**
 * A subscription's results as clients may see them. A plain iterator: `return` ends the stream at once, even
 * while a `next` waits for an event that may never come. (An async generator's `return` would wait with it,
 * and its source would stay subscribed.) A source that breaks gives one last result with the error.
 * One `next` at a time, as `for await` does it.
 */
export function mapStream(source: AsyncIterable<ExecutionResult>, { map, onFailure, onEnd }: Mapping): ResultStream {
  const iterator = source[Symbol.asyncIterator]();
  let waiting: ((step: Step) => void) | undefined;
  let isOver = false;

  const settle = (step: Step, isLast = step.done === true): void => {
    if (isLast && !isOver) {
      isOver = true;
      onEnd();
    }
    waiting?.(step);
    waiting = undefined;
  };
  const advance = async (): Promise<void> => {
    try {
      const step = await iterator.next();
      settle(step.done === true ? DONE : { done: false, value: map(step.value) });
    } catch (error) {
      if (!isOver) settle({ done: false, value: onFailure(error) }, true);
    }
  };

  return {
    next() {
      if (isOver) return Promise.resolve(DONE);
      return new Promise<Step>((resolve) => {
        waiting = resolve;
        void advance();
      });
    },
    return() {
      if (!isOver) {
        settle(DONE);
        void closeQuietly(iterator);
      }
      return Promise.resolve(DONE);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

type Step = IteratorResult<ExecutionResult, undefined>;
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Its failure is of no interest: nobody listens any more. */
async function closeQuietly(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // see above
  }
}
