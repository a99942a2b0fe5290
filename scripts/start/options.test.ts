import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('has a default for everything', () => {
  expect(readOptions([], {})).toMatchObject({
    processes: false,
    products: 2_000,
    dataDir: '.emporium',
    logLevel: 'warn',
  });
  expect(readOptions([], {}).ports).toMatchObject({ gateway: 4000, users: 4001, promotions: 4009 });
});

it('takes an empty variable as absent', () => {
  const empty = { SEED_PRODUCTS: '', EMPORIUM_DATA: '', CART_PORT: '', LOG_LEVEL: '' };
  expect(readOptions([], empty)).toEqual(readOptions([], {}));
});

it.each([
  [{ SEED_PRODUCTS: 'many' }, 'SEED_PRODUCTS must be a whole number from 1 to 1,000,000.'],
  [{ SEED_PRODUCTS: '0' }, 'SEED_PRODUCTS must be'],
  [{ SEED_PRODUCTS: '1.5' }, 'SEED_PRODUCTS must be'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info'],
  [{ GATEWAY_PORT: 'http' }, 'GATEWAY_PORT must be a whole number from 1 to 65535, not "http".'],
  [{ CART_PORT: '65536' }, 'CART_PORT must be'],
  [{ CART_PORT: '4002' }, 'PRODUCTS_PORT and CART_PORT are both 4002'],
])('says what %j should be', (environment, message) => {
  expect(() => readOptions([], environment)).toThrow(message);
});

it('says where the right words stand when one is mistyped', () => {
  expect(() => readOptions(['--proceses'], {})).toThrow(/Unknown option '--proceses'[^]*npm start -- --help/);
});
