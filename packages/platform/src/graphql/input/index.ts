export { InvalidInput, parseInput, requireInput } from './parse-input.ts';
export { type InputReader, type ListOptions } from './input-reader.ts';
export type { FieldKind } from './field-kinds.ts';
export { idempotencyKey, mutate, requireFound, userErrorsOf } from './mutate.ts';
