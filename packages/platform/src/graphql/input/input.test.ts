import { describe, expect, it } from 'vitest';
import { IdempotencyConflict, StaleWrite } from '../../db/errors.ts';
import { AppError } from '../../errors/index.ts';
import { seededIds } from '../../ids/index.ts';
import { ANONYMOUS, requireUser } from '../../identity/index.ts';
import { idempotencyKey, mutate, parseInput, requireFound, requireInput } from './index.ts';
import type { InputReader } from './index.ts';

const id = seededIds('input');
const offer = id('ofr');
const problems = (input: object, shape: (reader: InputReader) => unknown) => {
  const parsed = parseInput(input, shape);
  return parsed.ok ? [] : parsed.error.map(({ field, message }) => `${field?.join('.')}: ${message}`);
};

describe('parseInput', () => {
  it('gives the command when everything is right', () => {
    const input = {
      offerId: offer,
      quantity: 2,
      title: '  Cafe\u0301 table ',
      price: { amount: '12.5', currencyCode: 'EUR' },
      email: ' Ada@Example.COM ',
      lines: [{ sku: 'a' }, { sku: 'b' }],
      tags: ['new'],
      address: { recipient: 'Ada', line1: 'Street 1', city: 'Berlin', country: 'DE', line2: null },
      idempotencyKey: '5f0c8f0e-0001',
    };
    expect(
      parseInput(input, (p) => ({
        offerId: p.id('ofr', 'offerId'),
        quantity: p.int('quantity', { min: 1, max: 999 }),
        title: p.text('title', { max: 200 }),
        price: p.money('price'),
        email: p.email('email'),
        lines: p.list('lines', { max: 5 }, (line) => ({ sku: line.text('sku', { max: 10 }) })),
        tags: p.texts('tags', { max: 3, each: { max: 10 } }),
        address: p.address('address'),
        note: p.optional.text('note', { max: 10 }),
        key: p.key(),
      })),
    ).toEqual({
      ok: true,
      value: {
        offerId: offer,
        quantity: 2,
        title: 'Café table',
        price: { minorUnits: 1250n, currency: 'EUR' },
        email: 'ada@example.com',
        lines: [{ sku: 'a' }, { sku: 'b' }],
        tags: ['new'],
        address: {
          recipient: 'Ada', line1: 'Street 1', line2: null, city: 'Berlin', region: null, postalCode: null, country: 'DE', phone: null,
        },
        note: null,
        key: '5f0c8f0e-0001',
      },
    }); // prettier-ignore
  });

  it('names everything that is wrong, with its path', () => {
    const input = {
      offerId: id('prod'),
      quantity: 0,
      title: 'x'.repeat(11),
      price: { amount: '1.005', currencyCode: 'USD' },
      lines: [{ sku: 'a' }, { sku: '' }, {}],
      address: { recipient: 'Ada' },
    };
    expect(
      problems(input, (p) => {
        p.id('ofr', 'offerId');
        p.int('quantity', { min: 1, max: 999 });
        p.text('title', { max: 10 });
        p.money('price');
        p.list('lines', { max: 5 }, (line) => line.text('sku', { max: 10 }));
        p.object('address', (address) => address.text('line1', { max: 10 }));
        p.object('billing', (address) => address.text('line1', { max: 10 }));
      }),
    ).toEqual([
      'offerId: This is not an id of the right kind; it starts with "ofr_".',
      'quantity: Give a whole number from 1 to 999.',
      'title: Write at most 10 characters.',
      'price.amount: USD has 2 digits after the point.',
      'lines.1.sku: This cannot be empty.',
      'lines.2.sku: This is required.',
      'address.line1: This is required.',
      'billing: This is required.',
    ]);
  });

  it.each([
    ['a null character', 'a\u0000b'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['text that turns round', 'invoice\u202efdp.exe'],
    ['a line break', 'a\nb'],
  ])('refuses %s in one line of text', (_, text) => {
    expect(problems({ text }, (p) => p.text('text', { max: 100 }))).toHaveLength(1);
  });

  it('lets text of several lines have line breaks, and nothing else', () => {
    expect(problems({ text: 'a\n\tb' }, (p) => p.text('text', { max: 100, multiline: true }))).toEqual([]);
    expect(problems({ text: 'a\u0007' }, (p) => p.text('text', { max: 100, multiline: true }))).toHaveLength(1);
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'a b@example.com',
    'ada@example.com, eve@example.com',
    `${'a'.repeat(250)}@x.de`,
  ])('refuses the email address %s', (email) => {
    expect(problems({ email }, (p) => p.email('email'))).toHaveLength(1);
  });

  it('bounds money', () => {
    const price = (amount: string, currencyCode = 'JPY') => ({ price: { amount, currencyCode } });
    expect(problems(price('0'), (p) => p.money('price'))).toEqual(['price.amount: The amount must be more than zero.']);
    expect(problems(price('0'), (p) => p.money('price', { allowZero: true }))).toEqual([]);
    expect(problems(price('-1'), (p) => p.money('price', { allowZero: true }))).toHaveLength(1);
    expect(problems(price('-1'), (p) => p.money('price', { allowNegative: true }))).toEqual([]);
    expect(problems(price('1.5'), (p) => p.money('price'))).toEqual([
      'price.amount: JPY has no minor unit: write a whole number.',
    ]);
    expect(problems(price('1'), (p) => p.money('price', { currency: 'EUR' }))).toEqual([
      'price.currencyCode: Give the amount in EUR.',
    ]);
    expect(problems(price('9'.repeat(18)), (p) => p.money('price'))).toHaveLength(1);
  });

  it('bounds lists and finds repetitions', () => {
    const read = (ids: string[]) => problems({ ids }, (p) => p.ids('ofr', 'ids', { max: 3, uniqueBy: String }));
    const [a, b] = [id('ofr'), id('ofr')];
    expect(read([a, b])).toEqual([]);
    expect(read([])).toEqual(['ids: Give at least 1.']);
    expect(read([a, b, a])).toEqual(['ids.2: This is in the list twice.']);
    expect(read([a, b, a, b])).toEqual(['ids: Give at most 3.']);
    expect(read([a, 'x'])).toHaveLength(1);
  });

  it('bounds times and days', () => {
    const [t1, t2] = [new Date(1000), new Date(2000)];
    expect(problems({ at: t1 }, (p) => p.instant('at', { after: t1 }))).toHaveLength(1);
    expect(problems({ at: t2 }, (p) => p.instant('at', { after: t1, before: t2 }))).toHaveLength(1);
    expect(problems({ day: '2026-02-01' }, (p) => p.day('day', { from: '2026-02-01', to: '2026-02-01' }))).toEqual([]);
    expect(problems({ day: '2026-02-02' }, (p) => p.day('day', { to: '2026-02-01' }))).toHaveLength(1);
  });

  it('tells "leave it" from "clear it", and checks rules across fields', () => {
    expect(parseInput({ note: null }, (p) => [p.has('note'), p.has('other'), p.optional.boolean('note')])).toEqual({
      ok: true,
      value: [true, false, null],
    });
    expect(problems({ from: 2, to: 1 }, (p) => p.check(false, 'to', 'It ends before it starts.'))).toEqual([
      'to: It ends before it starts.',
    ]);
  });

  it('answers a query with BAD_USER_INPUT and every problem', () => {
    expect(() => requireInput({}, (p) => [p.text('a', { max: 1 }), p.text('b', { max: 1 })])).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'a: This is required.',
        details: { problems: [expect.objectContaining({ field: ['a'] }), expect.objectContaining({ field: ['b'] })] },
      }),
    );
  });
});

interface Payload {
  readonly thing?: string | null;
  readonly userErrors: readonly { code: string; field: readonly string[] | null }[];
}
const failing = (error: unknown) => mutate(async () => Promise.reject(error as Error)) as Promise<Payload>;

describe('mutate', () => {
  it('adds no errors to a success', async () => {
    expect(await mutate(async () => ({ thing: 'x' }))).toEqual({ thing: 'x', userErrors: [] });
  });

  it.each([
    [
      new IdempotencyConflict('k', new Date(0)),
      { code: 'IDEMPOTENCY_CONFLICT', field: ['idempotencyKey'], originalRequestedAt: new Date(0) },
    ],
    [new StaleWrite(), { code: 'STALE_VERSION' }],
    [new AppError('NOT_FOUND', 'There is no such order.', { argument: 'id' }), { code: 'NOT_FOUND', field: ['id'] }],
    [new AppError('BAD_USER_INPUT', 'no', { argument: 'first' }), { code: 'INVALID', field: ['first'] }],
    [new AppError('SERVICE_UNAVAILABLE', 'later'), { code: 'SERVICE_UNAVAILABLE' }],
  ])('makes a user error of %s', async (error, expected) => {
    expect((await failing(error)).userErrors).toMatchObject([expected]);
  });

  it('makes user errors of a missing sign-in, a missing object and bad input', async () => {
    const codes = async (work: () => unknown) =>
      ((await mutate(async () => ({ thing: work() }))) as unknown as Payload).userErrors.map(({ code }) => code);
    expect(await codes(() => requireUser(ANONYMOUS))).toEqual(['SIGN_IN_REQUIRED']);
    expect(await codes(() => requireFound(null, 'order'))).toEqual(['NOT_FOUND']);
    expect(await codes(() => requireInput({}, (p) => [p.key(), p.email('email')]))).toEqual(['INVALID', 'INVALID']);
  });

  it('leaves bugs alone', async () => {
    await expect(failing(new TypeError('undefined is not a function'))).rejects.toThrow('undefined is not');
  });

  it('fills what a payload may not leave out', async () => {
    const answer = mutate<{ ok: boolean; userErrors: [] }>(async () => Promise.reject(new StaleWrite()), { ok: false });
    expect(await answer).toMatchObject({ ok: false, userErrors: [{ code: 'STALE_VERSION' }] });
  });

  it('keeps callers from each other’s keys', () => {
    const [a, b] = ['a', 'b'].map((name) =>
      idempotencyKey('orderCancel', { kind: 'service', name, scopes: [] }, 'key'),
    );
    expect(a).not.toBe(b);
  });
});
