/** The description of every `idempotencyKey`. */
export const IDEMPOTENCY_KEY =
  'One key for one intent, kept until there is a final answer: a retry with it repeats the answer and does nothing else.';
