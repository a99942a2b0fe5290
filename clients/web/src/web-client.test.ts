import { describe, expect, it } from 'vitest';
import { CartDocument, createWebClient, RequestFailed, SearchPageDocument } from './index.ts';

/** A server that answers with `body` and keeps what it was asked. */
function server(body: unknown, status = 200) {
  const asked: { headers: Headers; body: { query: string; variables?: unknown } }[] = [];
  const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    asked.push({ headers: new Headers(init?.headers), body: JSON.parse(init?.body as string) });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

const url = 'http://shop.test/graphql';

describe('request', () => {
  it('sends the operation with its variables and the token of the moment', async () => {
    const { asked, fetch } = server({ data: { search: null } });
    let token = 'first';
    const client = createWebClient({ url, fetch, token: () => token });
    await client.request(SearchPageDocument, { query: 'lamp', first: 3 });
    token = 'second';
    await client.request(CartDocument);

    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer first', 'Bearer second']);
    expect(asked[0]!.body.variables).toEqual({ query: 'lamp', first: 3 });
    expect(asked[0]!.body.query).toContain('query SearchPage(');
    expect(asked[0]!.body.query).toContain('fragment ProductTile on Product');
  });

  it('asks as a visitor without a token', async () => {
    const { asked, fetch } = server({ data: { cart: null } });
    await createWebClient({ url, fetch }).request(CartDocument);
    expect(asked[0]!.headers.has('authorization')).toBe(false);
  });

  it('gives what there is when a service is down, and says what is missing', async () => {
    const errors = [
      { message: 'reviews is down', path: ['product', 'reviews'], extensions: { code: 'SERVICE_UNAVAILABLE' } },
    ];
    const { fetch } = server({ data: { cart: null }, errors });
    const answer = await createWebClient({ url, fetch }).request(CartDocument);
    expect(answer).toEqual({ data: { cart: null }, errors });
  });

  it('fails with the code when there is no data', async () => {
    const errors = [{ message: 'Sign in again.', extensions: { code: 'UNAUTHENTICATED', requestId: 'r1' } }];
    const { fetch } = server({ errors }, 401);
    const failure = await createWebClient({ url, fetch })
      .request(CartDocument)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestFailed);
    expect(failure).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Sign in again.', errors });
  });

  it('fails when something else than the gateway answers', async () => {
    const { fetch } = server('<h1>Bad Gateway</h1>', 502);
    const failure = await createWebClient({ url, fetch })
      .request(CartDocument)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'RequestFailed', code: null, message: 'HTTP 502, and the body is not JSON' });
  });
});
