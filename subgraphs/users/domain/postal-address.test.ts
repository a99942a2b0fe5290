import { users } from '@emporium/world/users';
import { describe, expect, it } from 'vitest';
import type { PostalAddress } from './account.ts';
import { checkAddress } from './postal-address.ts';

const address = (fields: Partial<PostalAddress>): PostalAddress => ({
  recipient: 'Ada Lovelace',
  line1: '1 Main Street',
  line2: null,
  city: 'Somewhere',
  region: null,
  postalCode: null,
  country: 'US',
  phone: null,
  ...fields,
});
const accepted = (fields: Partial<PostalAddress>): PostalAddress => {
  const checked = checkAddress(address(fields));
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
};
const refusal = (fields: Partial<PostalAddress>) => {
  const checked = checkAddress(address(fields));
  return checked.ok ? null : checked.error;
};

describe('an address', () => {
  it.each([
    ['US', '94103', 'CA', '94103', 'CA'],
    ['US', '941031234', 'California', '94103-1234', 'CA'],
    ['US', ' 94103 - 1234 ', 'ca', '94103-1234', 'CA'],
    ['US', '10001', null, '10001', 'NY'],
    ['CA', 'm5v2t6', 'Ontario', 'M5V 2T6', 'ON'],
    ['CA', 'V6B 1A1', null, 'V6B 1A1', 'BC'],
    ['GB', 'sw1a1aa', null, 'SW1A 1AA', null],
    ['GB', 'M1 1AE', 'Greater Manchester', 'M1 1AE', 'Greater Manchester'],
    ['DE', '10115', null, '10115', null],
    ['JP', '1000001', 'Tokyo', '100-0001', 'Tokyo'],
    ['JP', '１００－０００１', 'Tokyo', '100-0001', 'Tokyo'],
    ['NL', '1012js', null, '1012 JS', null],
    ['PL', '00001', null, '00-001', null],
    ['SE', '11120', null, '111 20', null],
    ['BR', '01310100', 'SP', '01310-100', 'SP'],
    ['AE', null, 'Dubai', null, 'Dubai'],
  ])('%s %s %s is written %s %s', (country, postalCode, region, written, code) => {
    expect(accepted({ country, postalCode, region })).toMatchObject({ postalCode: written, region: code });
  });

  it('loses spaces that mean nothing, and keeps everything else', () => {
    const given = {
      recipient: '  Zoë   Müller ',
      line1: 'Bergstraße  1',
      line2: '  ',
      country: 'de',
      postalCode: '04109',
    };
    expect(accepted(given)).toMatchObject({
      recipient: 'Zoë Müller',
      line1: 'Bergstraße 1',
      line2: null,
      country: 'DE',
    });
  });

  it.each([
    ['US', '9410', null, 'postalCode'],
    ['US', null, 'CA', 'postalCode'],
    ['US', '00000', 'CA', 'postalCode'],
    ['US', '94103', 'Narnia', 'region'],
    ['CA', 'D1A 1A1', null, 'postalCode'],
    ['GB', '12345', null, 'postalCode'],
    ['DE', '1011', null, 'postalCode'],
    ['JP', '123456', null, 'postalCode'],
    ['AQ', '1', null, 'country'],
    ['constructor', null, null, 'country'],
  ])('%s %s %s is refused for its %s', (country, postalCode, region, field) => {
    expect(refusal({ country, postalCode, region })).toMatchObject({ code: 'ADDRESS_UNDELIVERABLE', field });
  });

  it('that contradicts itself is answered with what would be accepted', () => {
    for (const [fields, suggested] of [
      [{ postalCode: '94103', region: 'NY' }, [{ postalCode: '94103', region: 'CA' }]],
      [{ postalCode: '94IO3', region: 'CA' }, [{ postalCode: '94103', region: 'CA' }]],
      [{ country: 'CA', postalCode: 'X0A 0A0' }, [{ region: 'NT' }, { region: 'NU' }]],
      [{ country: 'DE', postalCode: '1O115' }, [{ postalCode: '10115' }]],
    ] as const) {
      const refused = refusal(fields)!;
      expect(refused.suggestions).toMatchObject(suggested);
      for (const suggestion of refused.suggestions)
        expect(checkAddress(suggestion)).toEqual({ ok: true, value: suggestion });
    }
  });

  it('of the demonstration is as carriers want it', () => {
    for (const user of users()) {
      for (const entry of user.addresses)
        expect(checkAddress(entry.address)).toEqual({ ok: true, value: entry.address });
    }
  });
});
