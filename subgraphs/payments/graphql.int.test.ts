import type { SellerId, UserId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { membershipScope } from '@emporium/platform/identity';
import { guestViewer, serviceViewer, userViewer } from '@emporium/platform/testing';
import { isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  copiesOf,
  inTens,
  keepMethod,
  orderToPay,
  paidOrder,
  paymentsTest,
  settleAll,
  ship,
  type PaidOrder,
  type PaymentsTest,
} from './testing/payments-test.ts';

let world: PaymentsTest;
beforeAll(async () => {
  world = await paymentsTest();
});
afterAll(() => world[Symbol.asyncDispose]());

const finance = userViewer(['finance:payments', 'finance:ledger']);
const buyerOf = (order: Pick<PaidOrder, 'command'>) => userViewer([], order.command.ownerId as UserId);
const execute = (...parameters: Parameters<PaymentsTest['test']['execute']>) => world.test.execute(...parameters);

const TOKENIZE = `mutation ($token: String!, $default: Boolean, $key: ID!) {
  paymentMethodTokenize(gatewayToken: $token, makeDefault: $default, idempotencyKey: $key) {
    paymentMethod { id brand last4 isDefault }
    userErrors { __typename code message field }
  }
}`;
const tokenize = async (viewer = userViewer(), token = 'tok_visa', makeDefault = false, key: string = newId('evt')) =>
  (await execute(TOKENIZE, { token, default: makeDefault, key }, viewer)).data.paymentMethodTokenize;
const METHODS = `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) {
  ... on User { paymentMethods { id last4 isDefault } } } }`;
const methodsOf = async (id: UserId, viewer = userViewer([], id)) =>
  (await execute(METHODS, { id }, viewer)).data._entities[0].paymentMethods;

describe('ways to pay', () => {
  it('are kept by the gateway’s token; the first is the default until another one is made it', async () => {
    const viewer = userViewer();
    const first = await tokenize(viewer);
    const second = await tokenize(viewer, 'tok_mastercard', true);
    expect(first).toMatchObject({ paymentMethod: { brand: 'Visa', last4: '4242', isDefault: true }, userErrors: [] });
    expect(await methodsOf(viewer.id)).toEqual([
      { id: second.paymentMethod.id, last4: '4444', isDefault: true },
      { id: first.paymentMethod.id, last4: '4242', isDefault: false },
    ]);
    const removal = 'mutation ($id: ID!) { paymentMethodRemove(id: $id) { paymentMethod { id } userErrors { code } } }';
    await execute(removal, { id: second.paymentMethod.id }, viewer);
    expect(await methodsOf(viewer.id)).toMatchObject([{ id: first.paymentMethod.id, isDefault: true }]);
    const again = await execute(removal, { id: second.paymentMethod.id }, viewer);
    expect(again.data.paymentMethodRemove.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('are kept once for a key, and ten at once leave one default', async () => {
    const viewer = userViewer();
    const [a, b] = await Promise.all([
      tokenize(viewer, 'tok_visa', false, 'the-same-key'),
      tokenize(viewer, 'tok_visa', false, 'the-same-key'),
    ]);
    expect(a.paymentMethod.id).toBe(b.paymentMethod.id);
    const ten = await Promise.all(Array.from({ length: 10 }, () => tokenize(viewer, 'tok_visa', true)));
    expect(ten.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const methods: { isDefault: boolean }[] = await methodsOf(viewer.id);
    expect(methods).toHaveLength(11);
    expect(methods.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('are the owner’s alone', async () => {
    const viewer = userViewer();
    const { paymentMethod } = await tokenize(viewer);
    expect(await methodsOf(viewer.id, userViewer())).toBeNull();
    for (const name of ['paymentMethodRemove', 'paymentMethodMakeDefault']) {
      const mutation = `mutation ($id: ID!) { result: ${name}(id: $id) { userErrors { code field } } }`;
      const { data } = await execute(mutation, { id: paymentMethod.id }, userViewer());
      expect(data.result.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
    expect(await methodsOf(viewer.id)).toHaveLength(1);
  });

  it('follow a guest who signs in, and the user’s default stays', async () => {
    const [guest, user] = [guestViewer(), userViewer()];
    await tokenize(user);
    await keepMethod(world.payments, guest.id, 'tok_mastercard');
    const paid = await orderToPay(world.payments, 'tok_visa', [500], { ownerId: guest.id });
    await world.payments.authorizePayment(paid.command);
    await world.test.db.uow.run((tx) =>
      world.payments.mergeOwner(tx, { type: 'users.guest-merged.v1', guestId: guest.id, userId: user.id }),
    );
    const methods: { last4: string; isDefault: boolean }[] = await methodsOf(user.id);
    expect(methods.map(({ last4 }) => last4).toSorted()).toEqual(['4242', '4242', '4444']);
    expect(methods.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const { data } = await execute(PAYMENTS, { id: paid.orderId }, user);
    expect(data._entities[0].payments).toMatchObject([{ status: 'AUTHORIZED' }]);
  });

  it.each([
    ['an unknown token', 'tok_nobody'],
    ['something else', 'hello world'],
  ])('are refused for %s', async (_, token) => {
    expect(await tokenize(userViewer(), token)).toMatchObject({
      paymentMethod: null,
      userErrors: [{ code: 'INVALID', field: ['gatewayToken'] }],
    });
  });
});

describe('a card number', () => {
  it.each(['4242424242424242', '4242 4242 4242 4242', 'tok_4242424242424242', '3782-822463-10005'])(
    'such as %s is refused as a token',
    async (token) => {
      const { userErrors } = await tokenize(userViewer(), token);
      expect(userErrors.map(({ message }: { message: string }) => message)).toContainEqual(
        expect.stringContaining('Never send one here'),
      );
      expect(await world.test.db.query(`SELECT FROM idempotency WHERE key LIKE '%4242424242%'`)).toEqual([]);
    },
  );

  it('is refused as an idempotency key, as a proof and as a reason', async () => {
    const number = '4242424242424242';
    expect((await tokenize(userViewer(), 'tok_visa', false, number)).userErrors).toMatchObject([
      { field: ['idempotencyKey'] },
    ]);
    const order = await paidOrder(world.payments);
    const refused = await refundCreate({ paymentId: order.paymentId, reason: `to ${number} please` }, finance);
    expect(refused.userErrors).toMatchObject([{ field: ['reason'] }]);
    const { data } = await execute(
      'mutation ($id: ID!) { paymentActionConfirm(paymentId: $id, result: "4242424242424242", idempotencyKey: "some-key") { userErrors { field } } }',
      { id: order.paymentId },
      buyerOf(order),
    );
    expect(data.paymentActionConfirm.userErrors).toEqual([{ field: ['result'] }]);
  });

  it('has no field of any input to go into', () => {
    const names = Object.values(world.test.subgraph.schema.getTypeMap())
      .filter((type) => !isIntrospectionType(type))
      .flatMap((type) => {
        if (isInputObjectType(type)) return Object.keys(type.getFields());
        if (!isObjectType(type)) return [];
        return Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name));
      });
    expect(names).toContain('gatewayToken');
    const suspicious = /^(pan|cvc|cvv|csc)$|card.?(number|no$)|account.?number|security.?code|expir|iban/i;
    expect(names.filter((name) => suspicious.test(name))).toEqual([]);
  });
});

const PAYMENTS = `query ($id: ID!) { _entities(representations: [{ __typename: "Order", id: $id }]) { ... on Order {
  payments { id status amount { amount currencyCode } captured { amount } method { brand last4 }
    attempts { status declineCode gatewayMs } allocations { sellerOrder { id } authorized { amount } captured { amount } } }
  refunds { id status amount { amount } payment { id } } } } }`;

describe('who sees a payment', () => {
  const PAYMENT = 'query ($id: ID!) { payment(id: $id) { id order { id } gateway nextAction { kind } } }';

  it('its buyer and staff; nobody else', async () => {
    const order = await paidOrder(world.payments);
    for (const viewer of [buyerOf(order), finance, userViewer(['support:orders']), serviceViewer()]) {
      expect((await execute(PAYMENT, { id: order.paymentId }, viewer)).data.payment).toMatchObject({
        order: { id: order.orderId },
        gateway: 'simulator',
      });
    }
    const seller = userViewer(['seller:orders', membershipScope(order.sellers[0]!.sellerId)]);
    for (const viewer of [userViewer(), guestViewer(), seller]) {
      expect((await execute(PAYMENT, { id: order.paymentId }, viewer)).data.payment).toBeNull();
      expect((await execute(PAYMENTS, { id: order.orderId }, viewer)).data._entities[0].payments).toEqual([]);
    }
    expect((await execute(PAYMENT, { id: order.paymentId })).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('in the order, with its parts, its tries and its refunds', async () => {
    const order = await paidOrder(world.payments, [1_234n], 'KWD');
    await ship(world, order, 1_000n);
    await settleAll(world, order);
    await refundCreate({ paymentId: order.paymentId, amount: { amount: '0.250', currencyCode: 'KWD' } }, finance);
    await settleAll(world, order);
    const { data } = await execute(PAYMENTS, { id: order.orderId }, buyerOf(order));
    expect(data._entities[0]).toMatchObject({
      payments: [
        {
          status: 'PARTIALLY_REFUNDED',
          amount: { amount: '1.234', currencyCode: 'KWD' },
          captured: { amount: '1.000' },
          method: { brand: 'Visa', last4: '4242' },
          attempts: [{ status: 'AUTHORIZED', declineCode: null }],
          allocations: [{ authorized: { amount: '1.234' }, captured: { amount: '1.000' } }],
        },
      ],
      refunds: [{ status: 'SUCCEEDED', amount: { amount: '0.250' }, payment: { id: order.paymentId } }],
    });
  });

  it('costs as many statements for fifty orders as for one', async () => {
    const commands = copiesOf(await orderToPay(world.payments, 'tok_visa', [700]), 50);
    await inTens(commands, world.payments.authorizePayment);
    const orderIds = commands.map(({ orderId }) => orderId);
    const statementsFor = async (ids: string[]): Promise<number> => {
      const before = world.test.db.statements;
      const representations = ids.map((id) => ({ __typename: 'Order', id }));
      const { data, errors } = await execute(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
           ... on Order { payments { id attempts { id } allocations { captured { amount } } } refunds { id } } } }`,
        { representations },
        finance,
      );
      expect(errors).toBeUndefined();
      expect(data._entities.every((order: { payments: unknown[] }) => order.payments.length === 1)).toBe(true);
      return world.test.db.statements - before;
    };
    const one = await statementsFor(orderIds.slice(0, 1));
    expect(one).toBeLessThanOrEqual(4);
    expect(await statementsFor(orderIds)).toBe(one);
  });
});

const REFUND = `mutation ($input: RefundCreateInput!) { refundCreate(input: $input) {
  refund { id status amount { amount } payment { id } }
  userErrors { __typename code field ... on RefundableExceededError { refundable { amount currencyCode } } } } }`;
const refundCreate = async (input: object, viewer = finance) => {
  const complete = { reason: 'damaged', destination: 'ORIGINAL_METHOD', idempotencyKey: newId('evt'), ...input };
  const answer = await execute(REFUND, { input: complete }, viewer);
  return answer.errors === undefined ? answer.data.refundCreate : answer;
};

describe('refundCreate', () => {
  const captured = async () => {
    const order = await paidOrder(world.payments, [6_000, 4_000]);
    await ship(world, order, 6_000n);
    await ship(world, order, 4_000n, { seller: 1 });
    await settleAll(world, order);
    return order;
  };

  it('says what could be refunded when too much was asked for', async () => {
    const order = await captured();
    const amount = { amount: '100.01', currencyCode: 'USD' };
    expect(await refundCreate({ paymentId: order.paymentId, amount })).toMatchObject({
      refund: null,
      userErrors: [{ __typename: 'RefundableExceededError', refundable: { amount: '100.00', currencyCode: 'USD' } }],
    });
    const yen = { amount: '1', currencyCode: 'JPY' };
    expect((await refundCreate({ paymentId: order.paymentId, amount: yen })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['amount', 'currencyCode'] },
    ]);
  });

  it('gives back once for a key, and refuses another amount under it', async () => {
    const order = await captured();
    const input = {
      paymentId: order.paymentId,
      amount: { amount: '10', currencyCode: 'USD' },
      idempotencyKey: newId('evt'),
    };
    const [a, b] = await Promise.all([refundCreate(input), refundCreate(input)]);
    expect(a.refund.id).toBe(b.refund.id);
    const other = await refundCreate({ ...input, amount: { amount: '11', currencyCode: 'USD' } });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  });

  it('lets a seller give back the seller’s own part, without seeing the payment', async () => {
    const order = await captured();
    const seller = userViewer(['seller:orders', membershipScope(order.sellers[1]!.sellerId)]);
    expect(await refundCreate({ paymentId: order.paymentId }, seller)).toMatchObject({
      refund: { status: 'PENDING', amount: { amount: '40.00' }, payment: null },
    });
    const stranger = userViewer(['seller:orders', membershipScope(newId('sel'))]);
    expect((await refundCreate({ paymentId: order.paymentId }, stranger)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });

  it('takes staff or a seller, not the buyer', async () => {
    const order = await captured();
    expect((await refundCreate({ paymentId: order.paymentId }, buyerOf(order))).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});

describe('the books', () => {
  it('balance, show their entries, and tell a seller what is owed', async () => {
    const order = await paidOrder(world.payments, [5_000n], 'EUR');
    await ship(world, order, 5_000n);
    await settleAll(world, order);
    const { sellerId } = order.sellers[0]!;
    const { data } = await execute(
      `query ($account: String!) {
         trialBalance { account currencyCode debit { minorUnits } credit { minorUnits } }
         ledger(account: $account, first: 1) { nodes { kind entries { account direction amount { amount } balanceAfter { amount } } } pageInfo { hasNextPage } }
       }`,
      { account: `seller_payable:${sellerId}` },
      finance,
    );
    expect(data.ledger.nodes).toEqual([
      {
        kind: 'CAPTURE',
        entries: [
          entry('gateway_clearing', 'DEBIT', '50.00'),
          entry('platform_commission', 'CREDIT', '5.00'),
          entry(`seller_payable:${sellerId}`, 'CREDIT', '40.00'),
          entry('tax_payable', 'CREDIT', '5.00'),
        ],
      },
    ]);
    expect(data.ledger.pageInfo).toEqual({ hasNextPage: false });
    const inEuro = data.trialBalance.filter(({ currencyCode }: { currencyCode: string }) => currencyCode === 'EUR');
    expect(inEuro).toContainEqual({
      account: 'seller_payable',
      currencyCode: 'EUR',
      debit: { minorUnits: '0' },
      credit: { minorUnits: '4000' },
    });
    expect(totalOf(inEuro, 'debit')).toBe(totalOf(inEuro, 'credit'));

    const before = await execute('{ trialBalance(asOf: "2020-01-01T00:00:00Z") { account } }', {}, finance);
    expect(before.data.trialBalance).toEqual([]);
    const now = await execute(
      'query ($at: DateTime!) { trialBalance(asOf: $at) { account currencyCode debit { minorUnits } credit { minorUnits } } }',
      { at: new Date(Date.now() + 60_000) },
      finance,
    );
    expect(now.data.trialBalance).toEqual(
      (
        await execute(
          '{ trialBalance { account currencyCode debit { minorUnits } credit { minorUnits } } }',
          {},
          finance,
        )
      ).data.trialBalance,
    );

    const balance = (viewer: ReturnType<typeof userViewer>, id: SellerId = sellerId) =>
      execute(
        `query ($id: ID!) { _entities(representations: [{ __typename: "Seller", id: $id }]) {
           ... on Seller { balance(currency: EUR) { available { amount } } } } }`,
        { id },
        viewer,
      );
    const member = userViewer(['seller:finance', membershipScope(sellerId)]);
    expect((await balance(member)).data._entities[0].balance).toEqual({ available: { amount: '40.00' } });
    expect((await balance(finance)).data._entities[0].balance).toEqual({ available: { amount: '40.00' } });
    expect(
      (await balance(userViewer(['seller:finance', membershipScope(newId('sel'))]))).data._entities[0].balance,
    ).toBeNull();
    expect((await balance(userViewer())).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  const entry = (account: string, direction: string, amount: string) => ({
    account,
    direction,
    amount: { amount },
    balanceAfter: { amount },
  });
  const totalOf = (balances: Record<string, { minorUnits: string }>[], side: string): bigint =>
    balances.reduce((sum, balance) => sum + BigInt(balance[side]!.minorUnits), 0n);

  it('are finance’s alone', async () => {
    for (const query of ['{ trialBalance { account } }', '{ ledger(account: "tax_payable") { nodes { id } } }']) {
      expect((await execute(query, {}, userViewer(['seller:finance']))).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });
});

describe('what orders asks for', () => {
  const AUTHORIZE = `mutation ($input: PaymentAuthorizeInput!) { paymentAuthorize(input: $input) {
    payment { id status } outcome declineCode nextAction { kind redirectUrl expiresAt } userErrors { code message field } } }`;
  const inputFor = async (token: string) => {
    const { command } = await orderToPay(world.payments, token, [3_000, 2_000]);
    const inUsd = (amount: string) => ({ amount, currencyCode: 'USD' });
    return {
      ...command,
      amount: inUsd('50.00'),
      allocations: command.allocations.map((each, index) => ({ ...each, amount: inUsd(index === 0 ? '30' : '20') })),
    };
  };
  const authorize = async (input: object, viewer: Parameters<typeof execute>[2] = serviceViewer()) => {
    const answer = await execute(AUTHORIZE, { input }, viewer);
    return answer.errors === undefined ? answer.data.paymentAuthorize : answer;
  };

  it.each([
    ['tok_visa', { outcome: 'AUTHORIZED', payment: { status: 'AUTHORIZED' }, declineCode: null, nextAction: null }],
    [
      'tok_insufficient_funds',
      { outcome: 'DECLINED', payment: { status: 'FAILED' }, declineCode: 'insufficient_funds' },
    ],
    ['tok_3ds', { outcome: 'REQUIRES_ACTION', nextAction: { kind: 'THREE_DS_CHALLENGE' } }],
    ['tok_timeout', { outcome: 'PENDING', payment: { status: 'PROCESSING' } }],
  ])('authorises with %s', async (token, expected) => {
    const input = await inputFor(token);
    const first = await authorize(input);
    expect(first).toMatchObject({ ...expected, userErrors: [] });
    if (token !== 'tok_timeout') expect(await authorize(input)).toEqual(first);
  });

  it('refuses parts that do not make up the whole, a guest’s order with a stranger’s card, and clients', async () => {
    const input = await inputFor('tok_visa');
    const short = { ...input, allocations: input.allocations.slice(0, 1) };
    expect((await authorize(short)).userErrors).toMatchObject([{ code: 'INVALID', field: ['allocations'] }]);
    const stranger = { ...input, ownerId: newId('gst'), idempotencyKey: newId('evt') };
    expect((await authorize(stranger)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['paymentMethodId'] }]);
    expect((await authorize(input, finance)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('voids, and what nobody has paid yet as well', async () => {
    const order = await paidOrder(world.payments);
    const VOID =
      'mutation ($input: PaymentVoidInput!) { paymentVoid(input: $input) { payment { status } userErrors { code field } } }';
    const input = { orderId: order.orderId, idempotencyKey: newId('evt') };
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await execute(VOID, { input }, serviceViewer())).data.paymentVoid).toEqual({
        payment: { status: 'CANCELLED' },
        userErrors: [],
      });
    }
    const unknown = { orderId: newId('ord'), idempotencyKey: newId('evt') };
    expect((await execute(VOID, { input: unknown }, serviceViewer())).data.paymentVoid).toEqual({
      payment: null,
      userErrors: [],
    });
  });
});

describe('paymentStatusChanged', () => {
  const WATCH =
    'subscription ($id: ID!, $after: BigInt) { paymentStatusChanged(paymentId: $id, after: $after) { sequence status nextAction { kind } } }';

  it('starts with the present status, goes on live, and replays what was missed', async () => {
    const order = await orderToPay(world.payments, 'tok_3ds');
    const result = await world.payments.authorizePayment(order.command);
    const id = result.ok ? result.value.payment.id : (null as never);
    const viewer = buyerOf(order);
    const live = await world.test.subscribe(WATCH, { id }, viewer);
    const action = { kind: 'THREE_DS_CHALLENGE' };
    expect((await live.next()).value?.data.paymentStatusChanged).toEqual({
      sequence: '2',
      status: 'REQUIRES_ACTION',
      nextAction: action,
    });
    await execute(
      'mutation ($id: ID!) { paymentActionConfirm(paymentId: $id, result: "424242", idempotencyKey: "confirm-1") { payment { status } userErrors { code } } }',
      { id },
      viewer,
    );
    expect((await live.next()).value?.data.paymentStatusChanged).toEqual({
      sequence: '3',
      status: 'AUTHORIZED',
      nextAction: null,
    });
    await live.return!();

    const late = await world.test.subscribe(WATCH, { id, after: '1' }, viewer);
    expect((await late.next()).value?.data.paymentStatusChanged.sequence).toBe('2');
    expect((await late.next()).value?.data.paymentStatusChanged.sequence).toBe('3');
    await late.return!();
  });

  it('is not for strangers', async () => {
    const order = await paidOrder(world.payments);
    await expect(world.test.subscribe(WATCH, { id: order.paymentId }, userViewer())).rejects.toThrow(
      'There is no such payment',
    );
  });
});

describe('paymentCapture', () => {
  const CAPTURE = `mutation ($id: ID!, $amount: MoneyInput, $key: ID!) { paymentCapture(paymentId: $id, amount: $amount, idempotencyKey: $key) {
    payment { id } userErrors { code field } } }`;
  const capture = async (id: string, amount: string | null) =>
    (
      await execute(
        CAPTURE,
        { id, key: newId('evt'), amount: amount === null ? null : { amount, currencyCode: 'USD' } },
        finance,
      )
    ).data.paymentCapture;

  it('takes money ahead of its shipments, and no more than there is', async () => {
    const order = await paidOrder(world.payments);
    expect((await capture(order.paymentId, '100.01')).userErrors).toEqual([{ code: 'INVALID', field: ['amount'] }]);
    expect(await capture(order.paymentId, null)).toEqual({ payment: { id: order.paymentId }, userErrors: [] });
    expect((await capture(order.paymentId, null)).userErrors).toEqual([
      { code: 'ALREADY_CAPTURED', field: ['paymentId'] },
    ]);
    expect((await capture(newId('pay'), null)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['paymentId'] }]);
  });
});
