import { expect, it } from 'vitest';
import { money } from '../money/index.ts';
import { fromRemote, toRemote } from './index.ts';

it('reads minor units, however many, and writes major units with the digits of the currency', () => {
  expect(fromRemote({ minorUnits: '9007199254740993', currencyCode: 'EUR' })).toEqual(money(9007199254740993n, 'EUR'));
  expect(toRemote(money(1999n, 'EUR'))).toEqual({ amount: '19.99', currencyCode: 'EUR' });
  expect(toRemote(money(1999n, 'JPY'))).toEqual({ amount: '1999', currencyCode: 'JPY' });
  expect(toRemote(money(1999n, 'KWD'))).toEqual({ amount: '1.999', currencyCode: 'KWD' });
});
