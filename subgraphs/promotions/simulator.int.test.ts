import { newId } from '@emporium/platform/ids';
import { silentLog } from '@emporium/platform/testing';
import { expect, it } from 'vitest';
import { percentClaimed } from './domain/deal.ts';
import { simulateSellers, simulateShoppers } from './simulator.ts';
import { startShop } from './testing/shop.ts';

it('keeps live deals ticking, and leaves units to visitors', async () => {
  await using shop = await startShop();
  const deal = await shop.addDeal({ quantity: 20 });
  const { promotions, reads } = shop;
  const ticks = await shop.test.subscribe('subscription ($id: ID!) { dealTicks(dealIds: [$id]) { percentClaimed } }', {
    id: deal.id,
  });
  const shoppers = simulateShoppers({ promotions, reads, now: shop.clock.now, newId, log: silentLog, stepMs: 500 });
  try {
    await ticks.next(); // the state
    await expect
      .poll(async () => {
        shop.clock.advance(1_000);
        return promotions.publishDeals();
      })
      .toBeGreaterThan(0);
    const seen = (await ticks.next()).value.data.dealTicks.percentClaimed as number;
    expect(seen).toBeGreaterThanOrEqual(0);
    expect(seen).toBeLessThanOrEqual(60);
  } finally {
    await shoppers.stop();
    await ticks.return?.();
  }
});

it('goes on after a restart with what its shoppers held before', async () => {
  await using shop = await startShop();
  const deal = await shop.addDeal({ quantity: 3 });
  const { promotions, reads, clock } = shop;
  const isBusy = async () => percentClaimed((await reads.dealsByIds([deal.id], [], clock.now()))[0]!) >= 60;
  const start = () => simulateShoppers({ promotions, reads, now: clock.now, newId, log: silentLog, stepMs: 500 });

  const before = start();
  try {
    await expect.poll(isBusy, { timeout: 15_000 }).toBe(true);
  } finally {
    await before.stop();
  }
  const after = start();
  try {
    await expect.poll(isBusy, { timeout: 5_000 }).toBe(false);
  } finally {
    await after.stop();
  }
});

it('brings in what the schedule says', async () => {
  await using shop = await startShop();
  const { promotions } = shop;
  const known = await shop.addDeal();
  const coming = { ...known, id: newId('deal'), offerId: newId('ofr') };
  const over = { ...coming, id: newId('deal'), endsAt: shop.inMinutes(0) };
  const schedule = async () => [known, over, coming];
  const sellers = simulateSellers({ promotions, schedule, now: shop.clock.now, log: silentLog });
  await expect.poll(() => shop.neighbours.setAside.has(coming.id)).toBe(true);
  await sellers.stop();
  expect([...shop.neighbours.setAside.keys()]).toEqual([known.id, coming.id]);
});
