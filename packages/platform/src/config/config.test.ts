import { describe, expect, it } from 'vitest';
import { readConfig, variables } from './index.ts';

const shape = { PORT: variables.port(4001), DATABASE_URL: variables.url(), DEBUG: variables.flag(false) };

describe('configuration', () => {
  it('takes defaults, and an empty variable as absent', () => {
    const config = readConfig(shape, { DATABASE_URL: 'postgres://localhost/x', PORT: '', OTHER: 'ignored' });
    expect(config).toEqual({ PORT: 4001, DATABASE_URL: 'postgres://localhost/x', DEBUG: false });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([{}, { SECRET: 'short' }])('says what a secret should be, given %j', (environment) => {
    expect(() => readConfig({ SECRET: variables.secret('the same to all') }, environment)).toThrow(
      /SECRET .*: give at least 32 characters, the same to all$/,
    );
  });

  it('names every variable that is wrong', () => {
    expect(() => readConfig(shape, { PORT: 'eighty', DEBUG: 'perhaps' })).toThrow(
      /PORT has a value[\s\S]*DATABASE_URL is not set[\s\S]*DEBUG has a value/,
    );
  });
});
