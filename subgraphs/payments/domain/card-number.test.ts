import { describe, expect, it } from 'vitest';
import { newId } from '@emporium/platform/ids';
import { containsCardNumber, isCardNumber } from './card-number.ts';

describe('what could be a card number', () => {
  it.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '378282246310005',
    'tok_5555555555554444',
    'please charge 6011 1111 1111 1117, thanks',
    '12 4242 4242 4242 4242',
    '4222222222222',
  ])('%s', (text) => expect(containsCardNumber(text)).toBe(true));

  it.each(['4242424242424241', 'tok_visa', 'EM-100001', '2026-03-02 12:00', '+49 30 1234567', '123456789012', ''])(
    'not %s',
    (text) => expect(containsCardNumber(text)).toBe(false),
  );

  it('is not any key that a program makes up', () => {
    expect(isCardNumber('4242 4242 4242 4242')).toBe(true);
    expect(isCardNumber('0190163d-8694-4711-8424-242424242424')).toBe(false);
    for (let count = 0; count < 1_000; count += 1) {
      expect(isCardNumber(crypto.randomUUID())).toBe(false);
      expect(isCardNumber(newId('evt'))).toBe(false);
    }
  });
});
