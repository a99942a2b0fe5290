import { AppError } from '../../errors/index.ts';
import { err, ok, type Result } from '../../result/index.ts';
import type { InputError } from '../types/user-error.ts';
import { InputReader } from './input-reader.ts';

/**
 * An input object as a command, or everything that is wrong with it, each with its path:
 *
 *     parseInput(input, (p) => ({ offerId: p.id('ofr', 'offerId'), quantity: p.int('quantity', { min: 1, max: 999 }) }))
 */
export function parseInput<T>(input: object, shape: (reader: InputReader) => T): Result<T, readonly InputError[]> {
  const problems: InputError[] = [];
  const value = shape(new InputReader(input as Record<string, unknown>, [], problems));
  return problems.length === 0 ? ok(value) : err(problems);
}

/** The client's input is at fault. A query answers BAD_USER_INPUT with `extensions.problems`; `mutate` makes user errors of it. */
export class InvalidInput extends AppError {
  constructor(readonly problems: readonly InputError[]) {
    const [first] = problems;
    const details = problems.map(({ code, message, field }) => ({ code, message, field }));
    super('BAD_USER_INPUT', first ? `${first.field?.join('.') ?? 'input'}: ${first.message}` : 'Invalid input.', {
      problems: details,
    });
  }
}

/** `parseInput` for resolvers: what is wrong is thrown, and ends up where it belongs. */
export function requireInput<T>(input: object, shape: (reader: InputReader) => T): T {
  const parsed = parseInput(input, shape);
  if (!parsed.ok) throw new InvalidInput(parsed.error);
  return parsed.value;
}
