import { expect, it } from 'vitest';
import { isConnectionFailure } from './index.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

it('tells a database out of reach from a statement that failed', () => {
  for (const code of ['08006', '53300', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
    expect(isConnectionFailure(withCode(code)), code).toBe(true);
  expect(isConnectionFailure(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isConnectionFailure(new Error('timeout exceeded when trying to connect'))).toBe(true);

  for (const code of ['23505', '40001', '57014', '42P01', 'ERR_INVALID_ARG_TYPE'])
    expect(isConnectionFailure(withCode(code)), code).toBe(false);
  for (const other of [new Error('no such order'), 'ECONNREFUSED', null, undefined])
    expect(isConnectionFailure(other)).toBe(false);
});
