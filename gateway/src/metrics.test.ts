import { expect, it } from 'vitest';
import { createMetrics, type GatewayMetrics } from './metrics.ts';

const linesOf = async ({ registry }: GatewayMetrics, metric: string): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${metric}{`));

it('gives the first 200 operation names series of their own, and all others one, however many clients make up', async () => {
  const metrics = createMetrics();
  for (let round = 0; round < 2; round += 1) {
    for (let n = 0; n < 1_000; n += 1) metrics.operation(`Made${n}`, 'query').observe('http', 'ok', 0.01);
  }
  metrics.operation(null, 'query').observe('http', 'ok', 0.01);

  const counts = await linesOf(metrics, 'gateway_operation_duration_seconds_count');
  const labels = (name: string) => `{operation="${name}",type="query",transport="http",outcome="ok"}`;
  expect(counts).toHaveLength(202);
  expect(counts).toContain(`gateway_operation_duration_seconds_count${labels('Made199')} 2`);
  expect(counts).toContain(`gateway_operation_duration_seconds_count${labels('other')} 1600`);
  expect(counts).toContain(`gateway_operation_duration_seconds_count${labels('anonymous')} 1`);
});

it('counts fetches by subgraph and outcome, in buckets that add up', async () => {
  const metrics = createMetrics();
  const reviews = metrics.subgraph('reviews');
  reviews.fetched('ok', 0.004);
  reviews.fetched('ok', 0.2);
  reviews.fetched('deadline', 20);
  const buckets = await linesOf(metrics, 'gateway_subgraph_fetch_duration_seconds_bucket');
  const at = (le: string, outcome: string) =>
    Number(
      buckets
        .find((line) => line.includes(`le="${le}"`) && line.includes(`"${outcome}"`))
        ?.split(' ')
        .at(-1),
    );
  expect([at('0.005', 'ok'), at('0.1', 'ok'), at('0.25', 'ok'), at('+Inf', 'ok')]).toEqual([1, 1, 2, 2]);
  expect([at('10', 'deadline'), at('+Inf', 'deadline')]).toEqual([0, 1]);
});
