import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
let closed: TestGateway;
beforeAll(async () => {
  [on, closed] = await Promise.all([startTestGateway(), startTestGateway({ graphiql: false })]);
});
afterAll(() => Promise.all([on.stop(), closed.stop()]));

const get = (gateway: TestGateway, path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, gateway.endpoint), { headers });
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('GraphiQL', () => {
  it.each(['/', '/graphql'])('opens in a browser at %s', async (path) => {
    const response = await get(on, path, browser);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    expect(html).toContain('<title>Emporium</title>');
    expect(html).toContain('"subscriptionsProtocol":"WS"');
    expect(html).toMatch(/extensions:\{headers:(\w+)\?\.headers,connectionParams:\1\?\.headers\}/);
  });

  it('needs no other host, and could not reach one', async () => {
    const response = await get(on, '/', browser);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*/);

    const html = await response.text();
    const markup = html.replaceAll(/<script>[^]*?<\/script>/g, '');
    expect(markup).not.toMatch(/(?:src|href)="(?!data:)/);
    const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, css]) => css).join('');
    expect(styles).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
    expect(styles).not.toMatch(/@import/);
    expect(html).not.toMatch(/(?:import|importScripts|fetch|createElementNS?)\(\s*["'`]https?:\/\/(?!www\.w3\.org)/);
  });

  it('is sent once and then only asked for', async () => {
    const etag = (await get(on, '/', browser)).headers.get('etag')!;
    expect((await get(on, '/', { ...browser, 'if-none-match': etag })).status).toBe(304);
  });

  it('leaves operations alone', async () => {
    const url = `/graphql?query=${encodeURIComponent('{ reviewCount }')}`;
    const response = await get(on, url, { ...browser, 'apollo-require-preflight': '1' });
    expect(await response.json()).toMatchObject({ data: { reviewCount: 7 } });
  });

  it('can be switched off', async () => {
    expect((await get(closed, '/', browser)).status).toBe(404);
    expect((await get(closed, '/graphql', browser)).headers.get('content-type')).toContain('application/json');
  });
});

describe('health and metrics', () => {
  it('answers probes', async () => {
    expect((await get(on, '/livez')).status).toBe(200);
    expect((await get(on, '/readyz')).status).toBe(200);
  });

  it('counts operations by name and fetches by subgraph', async () => {
    await on.query('query Home { reviewCount products { title } }');
    await on.query('{ fail }');
    const text = await (await get(on, '/metrics')).text();
    expect(text).toMatch(
      /gateway_operation_duration_seconds_count\{operation="Home",type="query",transport="http",outcome="ok"\} 1/,
    );
    expect(text).toMatch(/gateway_operation_duration_seconds_count\{operation="anonymous",.*outcome="errors"\} 1/);
    expect(text).toMatch(/gateway_subgraph_fetch_duration_seconds_count\{subgraph="reviews",outcome="ok"\} \d/);
    expect(text).toMatch(/gateway_subgraph_fetch_duration_seconds_count\{subgraph="products",outcome="errors"\} 1/);
  });
});
