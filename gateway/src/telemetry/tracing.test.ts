import { silentLog } from '@emporium/platform/log';
import { expect, it, vi } from 'vitest';
import { createTracing } from './tracing.ts';

const loaded = vi.hoisted(() => vi.fn());
const stopped = vi.hoisted(() => ({ when: Promise.resolve() }));
vi.mock('./otlp-spans.ts', () => {
  loaded();
  return { createOtlpSpans: () => ({ record() {}, stop: () => stopped.when }) };
});

const trace = (sampled: boolean) => ({ traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled });

it('loads nothing when it is off', async () => {
  const tracing = createTracing(null, silentLog);
  await tracing.start();
  expect(tracing.spansOf(trace(true))).toBeNull();
  expect(tracing.startTrace(undefined).sampled).toBe(false);
  await tracing.stop();
  expect(loaded).not.toHaveBeenCalled();
});

it('records sampled traces, once it has started', async () => {
  const tracing = createTracing({ endpoint: 'http://127.0.0.1:4318', service: 'gateway', sampledShare: 1 }, silentLog);
  expect(tracing.spansOf(trace(true))).toBeNull();
  await tracing.start();
  expect(tracing.spansOf(tracing.startTrace(undefined))).not.toBeNull();
  expect(tracing.spansOf(trace(false))).toBeNull();
  expect(loaded).toHaveBeenCalledOnce();
});

it('does not wait for a collector that takes nothing', async () => {
  const tracing = createTracing({ endpoint: 'http://127.0.0.1:4318', service: 'gateway', sampledShare: 1 }, silentLog);
  await tracing.start();
  stopped.when = new Promise(() => {});
  const startedAt = performance.now();
  await tracing.stop();
  expect(performance.now() - startedAt).toBeLessThan(4_000);
});
