import type { InputReader } from '@emporium/platform/graphql';
import { containsCardNumber, isCardNumber } from '../domain/card-number.ts';

const MESSAGE = 'This looks like a card number. Never send one here: give it to the payment gateway, and send its token.';

interface TextOptions {
  readonly max: number;
  readonly pattern?: RegExp;
  readonly hint?: string;
}

/** A text in which no card number may be. */
export function cardFreeText(p: InputReader, field: string, options: TextOptions): string {
  const text = p.text(field, options);
  p.check(!containsCardNumber(text), field, MESSAGE);
  return text;
}

/** An idempotency key that is no card number either. */
export function cardFreeKey(p: InputReader): string {
  const key = p.key();
  p.check(!isCardNumber(key), 'idempotencyKey', MESSAGE);
  return key;
}
