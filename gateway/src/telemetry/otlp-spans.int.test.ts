import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { childOf } from '@emporium/platform/trace';
import { expect, it } from 'vitest';
import { createOtlpSpans } from './otlp-spans.ts';
import { createStartTrace } from './start-trace.ts';

interface Received {
  resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
}

it('sends sampled spans to a collector, with the ids that subgraphs were told', async () => {
  const received: Received[] = [];
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      expect(request.url).toBe('/v1/traces');
      received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const spans = createOtlpSpans({ endpoint, service: 'gateway' });

  const operation = createStartTrace(0)('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  const fetch = childOf(operation);
  const at = { startedAtMs: 1_000, endedAtMs: 1_005.5 };
  spans.record({ name: 'query Home', kind: 'server', trace: operation, ...at, attributes: {}, error: null });
  spans.record({ name: 'fetch', kind: 'client', trace: fetch, ...at, attributes: { n: 1 }, error: 'lost' });
  spans.record({ name: 'not sampled', kind: 'server', trace: childOf(null), ...at, attributes: {}, error: null });
  await spans.stop();
  await new Promise((resolve) => collector.close(resolve));

  const sent = received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap((one) => one.scopeSpans.flatMap((s) => s.spans)),
  );
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(sent).toMatchObject([
    { name: 'query Home', traceId, spanId: operation.spanId, parentSpanId: '00f067aa0ba902b7' },
    { name: 'fetch', traceId, spanId: fetch.spanId, parentSpanId: operation.spanId, status: { message: 'lost' } },
  ]);
  expect(Number(sent[0]!['endTimeUnixNano']) - Number(sent[0]!['startTimeUnixNano'])).toBeCloseTo(5_500_000, -3);
});

it('samples a share of the traces that begin here', () => {
  expect(createStartTrace(1)(undefined).sampled).toBe(true);
  expect(createStartTrace(0)('rubbish').sampled).toBe(false);
  expect(createStartTrace(1)('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00').sampled).toBe(false);
});
