import { describe, expect, it } from 'vitest';
import { normalizeEmail } from './email.ts';
import { passwordProblem } from './password.ts';

describe('a password', () => {
  it.each(['four random words', 'emporium-demo', 'Tr0ub4dor&3x', 'パスワードをえらぶのはむずかしい', 'aaaa bbbb cc d'])(
    'may be %s',
    (password) => {
      expect(passwordProblem(password, 'ada@example.com')).toBeNull();
    },
  );

  it.each([
    ['short', 'at least 10'],
    ['🙂🙂🙂🙂🙂', 'at least 10'],
    ['x'.repeat(129), 'at most 128'],
    ['Password123', 'among the first'],
    ['aaaaaaaaaaaa', 'among the first'],
    ['abababababab', 'among the first'],
    ['abcdefghijkl', 'among the first'],
    ['9876543210', 'among the first'],
    ['Ada.Lovelace@example.com', 'email address'],
    ['ada.lovelace', 'email address'],
  ])('may not be %s', (password, why) => {
    expect(passwordProblem(password, 'ada.lovelace@example.com')).toContain(why);
  });
});

describe('an email address', () => {
  it.each([
    [' Ada@Example.COM ', 'ada@example.com'],
    ['ada+shop@example.com', 'ada+shop@example.com'],
    ['e\u0301mile@example.com', 'émile@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ａｄａ@example.com', 'ada@example.com'],
  ])('%s is %s', (text, address) => expect(normalizeEmail(text)).toBe(address));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'a da@example.com',
    'a@b@c.example',
    'ada@exa mple.com',
    `${'a'.repeat(250)}@b.example`,
    'ada\u0000@example.com',
    'ada@.com',
  ])('%j is none', (text) => expect(normalizeEmail(text)).toBeNull());
});
