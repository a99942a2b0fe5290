import type { FieldKind, InputReader } from '@emporium/platform/graphql';
import { err, ok } from '@emporium/platform/result';
import { containsCardNumber, isCardNumber } from '../domain/card-number.ts';

const MESSAGE =
  'This looks like a card number. Never send one here: give it to the payment gateway, and send its token.';

interface TextOptions {
  readonly max: number;
  readonly pattern?: RegExp;
  readonly hint?: string;
}

/** Looked at first: a card's number must not even be told apart by what else is wrong with it. */
const ANYTHING_ELSE: FieldKind<string | null> = {
  placeholder: null,
  read: (value) => (containsCardNumber(String(value)) ? err({ message: MESSAGE }) : ok(String(value))),
};

/** A text in which no card number may be. */
export const cardFreeText = (p: InputReader, field: string, options: TextOptions): string =>
  p.read(field, ANYTHING_ELSE) === null ? '' : p.text(field, options);

/** An idempotency key that is no card number either. */
export function cardFreeKey(p: InputReader): string {
  const key = p.key();
  p.check(!isCardNumber(key), 'idempotencyKey', MESSAGE);
  return key;
}
