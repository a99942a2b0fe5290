import { silentLog } from '@emporium/platform/log';
import { childOf } from '@emporium/platform/trace';
import { expect, it, vi } from 'vitest';
import { startCollector } from '../testing/collector.ts';
import { createOtlpSpans } from './otlp-spans.ts';
import { createStartTrace } from './start-trace.ts';

it('sends sampled spans to a collector, with the ids that subgraphs were told', async () => {
  const collector = await startCollector();
  const spans = createOtlpSpans({ endpoint: collector.endpoint, service: 'gateway' }, silentLog);

  const operation = createStartTrace(0)('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  const fetch = childOf(operation);
  const at = { startedAtMs: 1_000, endedAtMs: 1_005.5 };
  spans.record({ name: 'query Home', kind: 'server', trace: operation, ...at, attributes: {}, error: null });
  spans.record({
    name: 'fetch',
    kind: 'client',
    trace: fetch,
    ...at,
    attributes: { n: 1, list: ['a', 'b'] },
    error: 'lost',
  });
  spans.record({ name: 'not sampled', kind: 'server', trace: childOf(null), ...at, attributes: {}, error: null });
  await spans.stop();
  await collector.stop();

  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(collector.spans).toMatchObject([
    { name: 'query Home', kind: 2, traceId, spanId: operation.spanId, parentSpanId: '00f067aa0ba902b7' },
    {
      name: 'fetch',
      kind: 3,
      traceId,
      spanId: fetch.spanId,
      parentSpanId: operation.spanId,
      attributes: { n: 1, list: ['a', 'b'] },
      status: { code: 2, message: 'lost' },
    },
  ]);
  expect([...collector.services]).toEqual(['gateway']);
  const [sent] = collector.spans;
  expect(Number(sent!.endTimeUnixNano) - Number(sent!.startTimeUnixNano)).toBeCloseTo(5_500_000, -3);
});

it('says once that the collector takes no spans', async () => {
  const warn = vi.fn();
  const log = Object.assign(Object.create(silentLog) as typeof silentLog, { warn });
  const collector = await startCollector();
  const spans = createOtlpSpans({ endpoint: `${collector.endpoint}/elsewhere`, service: 'gateway' }, log);
  const at = { startedAtMs: 1_000, endedAtMs: 1_001 };
  const trace = { ...childOf(null), sampled: true };
  // Two batches, of 512 spans each.
  for (let i = 0; i < 1_024; i += 1) {
    spans.record({ name: 'span', kind: 'internal', trace, ...at, attributes: {}, error: null });
  }
  await spans.stop();
  await collector.stop();
  expect(warn).toHaveBeenCalledOnce();
});

it('samples a share of the traces that begin here', () => {
  expect(createStartTrace(1)(undefined).sampled).toBe(true);
  expect(createStartTrace(0)('rubbish').sampled).toBe(false);
  expect(createStartTrace(1)('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00').sampled).toBe(false);
});
