import { seededClock, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REUSE_GRACE_MS } from '../domain/session.ts';
import { definition } from '../index.ts';
import { clientOf, viewerOf, type Tokens } from '../testing/client.ts';

const DAY_MS = 86_400_000;
const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const signedIn = async (): Promise<Tokens> => (await client.register({ email: client.newEmail() })).tokens;
const OVER = [{ __typename: 'InputError', code: 'TOKEN_EXPIRED', field: ['refreshToken'] }];
const refreshed = async (token: string): Promise<Tokens> => {
  const { tokens, userErrors } = await client.refresh(token);
  expect(userErrors).toEqual([]);
  return tokens;
};
const refused = async (token: string) => {
  const { tokens, userErrors } = await client.refresh(token);
  expect(tokens).toBeNull();
  expect(userErrors).toMatchObject(OVER);
};

describe('refreshing', () => {
  it('leaves nothing but hashes behind', async () => {
    const { refreshToken } = await signedIn();
    const next = await refreshed(refreshToken);
    const rows = await test.db.query('SELECT hash, nonce, successor_hash FROM refresh_token');
    const kept = JSON.stringify(
      rows.map((row) => Object.values(row).map((value) => Buffer.from(value ?? '').toString('base64url'))),
    );
    for (const token of [refreshToken, next.refreshToken]) expect(kept).not.toContain(token);
  });

  it('gives twenty who come at once with one token the same successor, in one session', async () => {
    const { refreshToken, accessToken } = await signedIn();
    // Connections are made when they are needed: without these, the first would be done before the second has one.
    await Promise.all(Array.from({ length: 10 }, () => test.db.query('SELECT pg_sleep(0.05)')));
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshed(refreshToken)));
    const [successor, ...others] = new Set(answers.map((tokens) => tokens.refreshToken));
    expect(others).toEqual([]);
    expect(successor).not.toBe(refreshToken);
    const { sessionId } = viewerOf({ accessToken });
    expect(answers.map((tokens) => viewerOf(tokens).sessionId)).toEqual(Array(20).fill(sessionId));
    const count = await test.db.one('SELECT count(*)::int AS n FROM refresh_token WHERE session_id = $1', [sessionId]);
    expect(count).toEqual({ n: 2 });
    await refreshed(successor!);
  });

  it('ends the session with all its tokens when a spent one comes back later', async () => {
    const { refreshToken, accessToken } = await signedIn();
    const second = await refreshed(refreshToken);
    clock.advance(REUSE_GRACE_MS + 1);
    await refused(refreshToken);
    await refused(second.refreshToken);
    const EVENTS = '{ viewer { sessions { nodes { id } } securityEvents(first: 1) { nodes { kind } } } }';
    const { data } = await test.execute(EVENTS, {}, viewerOf({ accessToken }));
    expect(data.viewer).toEqual({
      sessions: { nodes: [] },
      securityEvents: { nodes: [{ kind: 'REFRESH_TOKEN_REUSED' }] },
    });
  });

  it('ends it at once when the successor was used already', async () => {
    const { refreshToken } = await signedIn();
    const second = await refreshed(refreshToken);
    const third = await refreshed(second.refreshToken);
    await refused(refreshToken);
    await refused(third.refreshToken);
  });

  it('leaves the account’s other sessions alone', async () => {
    const email = client.newEmail();
    const { tokens } = await client.register({ email });
    const other = (await client.signIn({ email })).tokens as Tokens;
    await refreshed(tokens.refreshToken);
    clock.advance(REUSE_GRACE_MS + 1);
    await refused(tokens.refreshToken);
    await refreshed(other.refreshToken);
  });

  it('refuses what was never a token', async () => {
    const { refreshToken, accessToken } = await signedIn();
    for (const token of [`${refreshToken}A`, accessToken, 'x', 'é\u0000']) await refused(token);
    expect((await client.refresh('')).userErrors).toMatchObject([{ code: 'INVALID', field: ['refreshToken'] }]);
  });

  it('ends after thirty days of silence, and after half a year in any case', async () => {
    const silent = await signedIn();
    let busy = await signedIn();
    clock.advance(30 * DAY_MS);
    await refused(silent.refreshToken);
    await refused(busy.refreshToken);

    busy = await signedIn();
    for (let month = 0; month < 6; month += 1) {
      clock.advance(29 * DAY_MS);
      busy = await refreshed(busy.refreshToken);
    }
    clock.advance(7 * DAY_MS);
    await refused(busy.refreshToken);
  });
});

describe('signing a device out', () => {
  const REVOKE = 'mutation ($id: ID!) { sessionRevoke(id: $id) { ok userErrors { code field } } }';
  const NOT_FOUND = { ok: false, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] };

  it('stops its refreshes; it is the owner’s alone to do', async () => {
    const tokens = await signedIn();
    const viewer = viewerOf(tokens);
    const revoke = async (as = viewer) => (await test.execute(REVOKE, { id: viewer.sessionId }, as)).data.sessionRevoke;
    expect(await revoke(userViewer(['admin:users']))).toEqual(NOT_FOUND);
    expect(await revoke(viewerOf(await signedIn()))).toEqual(NOT_FOUND);
    expect(await revoke()).toEqual({ ok: true, userErrors: [] });
    expect(await revoke()).toEqual(NOT_FOUND);
    await refused(tokens.refreshToken);
  });

  it('is nothing for strangers', async () => {
    const { data, errors } = await test.execute(REVOKE, { id: 'ses_1' });
    expect(data.sessionRevoke).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});
