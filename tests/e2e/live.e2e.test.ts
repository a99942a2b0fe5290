import { expect, it } from 'vitest';
import { guest, shopper, until } from './support/client.ts';
import { buy, goods, newcomer, ORDER_UPDATED } from './support/journey.ts';

const sequences = (events: readonly { orderUpdated: { sequence: string } }[]): bigint[] =>
  events.map(({ orderUpdated }) => BigInt(orderUpdated.sequence));

it('a client that lost its connection goes on where it was, without a gap and without a repetition', async () => {
  const buyer = await newcomer();
  const order = await buy(buyer, (await goods(1)).offerId);
  const all = until(
    buyer.subscribe(ORDER_UPDATED, { id: order.id, after: '0' }),
    ({ orderUpdated }) => orderUpdated.status === 'DELIVERED',
  );
  const first = await until(buyer.subscribe(ORDER_UPDATED, { id: order.id, after: '0' }), () => true);
  const seen = sequences(first).at(-1)!;
  const rest = await until(
    buyer.subscribe(ORDER_UPDATED, { id: order.id, after: String(seen) }),
    ({ orderUpdated }) => orderUpdated.status === 'DELIVERED',
  );
  const pieced = sequences([...first, ...rest]);
  expect(pieced).toEqual(sequences(await all));
  expect(pieced).toEqual(pieced.map((_, at) => pieced[0]! + BigInt(at)));

  // Everything has happened; a client that was away for all of it gets the same.
  const late = await until(
    buyer.subscribe(ORDER_UPDATED, { id: order.id, after: '0' }),
    ({ orderUpdated }) => orderUpdated.status === 'DELIVERED',
  );
  expect(sequences(late)).toEqual(pieced);
});

it('an order is followed by its buyer only', async () => {
  const buyer = await newcomer();
  const order = await buy(buyer, (await goods(2)).offerId);
  const refusalOf = async (client: ReturnType<typeof shopper>): Promise<string | undefined> => {
    for await (const { errors } of client.subscribe(ORDER_UPDATED, { id: order.id }))
      return errors?.[0]?.extensions?.code;
    return 'ended';
  };
  const told = async (client: ReturnType<typeof shopper>): Promise<string | undefined> => {
    try {
      return await refusalOf(client);
    } catch (error) {
      return (error as { extensions?: { code?: string } }[])[0]?.extensions?.code;
    }
  };
  expect(await told(await newcomer())).toBe('NOT_FOUND');
  expect(await told(await guest())).toBe('NOT_FOUND');
  expect(await told(shopper())).toBe('UNAUTHENTICATED');
});
