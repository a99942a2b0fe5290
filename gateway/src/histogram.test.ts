import { Histogram as Reference, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { Histogram } from './histogram.ts';

it('says what prom-client would say', async () => {
  const bounds = [0.1, 1, 10];
  const [ours, theirs] = [new Registry(), new Registry()];
  const options = { name: 'latency', help: 'How long.' };
  const histogram = new Histogram<'operation'>({ ...options, bounds, registry: ours });
  const reference = new Reference({ ...options, labelNames: ['operation'], buckets: bounds, registers: [theirs] });
  for (const [operation, value] of [
    ['a', 0.1],
    ['a', 0.5],
    ['a "quoted"', 10.5],
    ['a', 3],
  ] as const) {
    histogram.series({ operation }).observe(value);
    reference.observe({ operation }, value);
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
});
