import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shopper, until, type Answer, type Shopper } from './support/client.ts';
import { buy, goods } from './support/journey.ts';

/** The operations of the README's first two minutes, as they are pasted: document by document. */
const [deals, orders] = [...readFileSync('README.md', 'utf8').matchAll(/^ *```graphql\n([^]*?)^ *```$/gm)].map(
  ([, text]) => text!,
) as [string, string];

/** As an IDE does it: the whole document, and which of its operations is meant. */
const pick = (document: string, name: string): string => {
  const operations = document.split(/^(?= *(?:query|mutation|subscription) )/m);
  return operations.find((operation) => operation.includes(` ${name}`))!;
};

it('the deals that are live are watched', async () => {
  const visitor = shopper();
  const { deals: live } = await visitor.ask(pick(deals, 'Live'));
  const ids = live.nodes.map(({ id }: { id: string }) => id) as string[];
  expect(ids.length).toBeGreaterThan(0);
  const ticks = await until(visitor.subscribe(pick(deals, 'Watch'), { ids }), tickOfEach(ids));
  expect(ticks.every(({ dealTicks }) => dealTicks.status === 'LIVE')).toBe(true);
});

it('the demo account’s own orders are followed', async () => {
  const { tokens } = await shopper().do(pick(orders, 'SignIn'));
  const buyer: Shopper = shopper(tokens.accessToken as string);
  const { offerId } = await goods(6);
  const { number } = await buy(buyer, offerId);
  const seen = await until(
    buyer.subscribe(pick(orders, 'MyOrders')),
    ({ viewerOrdersUpdated: { order, status } }) => order.number === number && status === 'PROCESSING',
  );
  expect(seen[0].viewerOrdersUpdated.sequence).toBe('1');
});

function tickOfEach(ids: readonly string[]): (data: Answer['data']) => boolean {
  const missing = new Set(ids);
  return ({ dealTicks }) => missing.delete(dealTicks.dealId as string) && missing.size === 0;
}
