import { newId } from '@emporium/platform/ids';
import { membershipScope } from '@emporium/platform/identity';
import { seededClock, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { clientOf, PASSWORD, viewerOf } from '../testing/client.ts';
import { deliver } from '../testing/events.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const registered = async () => {
  const email = client.newEmail();
  const { user, tokens } = await client.register({ email });
  return { email, id: user.id, tokens };
};
const securityEvents = async (userId: string) =>
  (
    await test.db.query<{ kind: string }>('SELECT kind FROM security_event WHERE user_id = $1 ORDER BY at, id', [
      userId,
    ])
  ).map((event) => event.kind);

describe('signing in', () => {
  it('opens another session, whatever the case of the address', async () => {
    const { email, id } = await registered();
    const { tokens, user, userErrors } = await client.signIn({ email: email.toUpperCase(), deviceName: 'Phone' });
    expect([userErrors, user.id]).toEqual([[], id]);
    const SESSIONS = '{ viewer { sessions { nodes { device current } } securityEvents { nodes { kind device } } } }';
    const { data } = await test.execute(SESSIONS, {}, viewerOf(tokens));
    expect(data.viewer.sessions.nodes).toEqual([
      { device: 'Phone', current: true },
      { device: null, current: false },
    ]);
    expect(data.viewer.securityEvents.nodes[0]).toEqual({ kind: 'SIGN_IN', device: 'Phone' });
  });

  it('answers a wrong password and an unknown address alike, up to the lock and after it', async () => {
    const { email, id } = await registered();
    const unknown = client.newEmail();
    const answers = async (address: string) => {
      const errors = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const { tokens, userErrors } = await client.signIn({ email: address, password: `wrong ${attempt}` });
        expect(tokens).toBeNull();
        errors.push(userErrors);
      }
      return errors;
    };
    const known = await answers(email);
    expect(known).toEqual(await answers(unknown));
    const lockedUntil = '2026-03-02T12:01:00.000Z';
    expect(known.map(([error]) => [error.code, error.lockedUntil])).toEqual([
      ...Array.from({ length: 4 }, () => ['INVALID_CREDENTIALS', undefined]),
      ...Array.from({ length: 3 }, () => ['ACCOUNT_LOCKED', lockedUntil]),
    ]);
    expect((await client.signIn({ email })).userErrors[0].code).toBe('ACCOUNT_LOCKED'); // the right one waits too
    expect((await securityEvents(id)).filter((kind) => kind !== 'SIGN_IN')).toEqual([
      ...Array.from({ length: 4 }, () => 'SIGN_IN_FAILED'),
      'ACCOUNT_LOCKED',
    ]);

    clock.advance(61_000);
    const [again] = (await client.signIn({ email, password: 'wrong again' })).userErrors;
    expect(Date.parse(again.lockedUntil) - clock.now().getTime()).toBe(120_000);
    clock.advance(121_000);
    expect((await client.signIn({ email })).tokens).not.toBeNull();
    expect((await client.signIn({ email, password: 'wrong' })).userErrors[0].code).toBe('INVALID_CREDENTIALS');
  });

  it('does not let sixty guesses at once learn more than the first five', async () => {
    const { email } = await registered();
    const guesses = Array.from({ length: 60 }, (_, n) => (n === 59 ? PASSWORD : `guess number ${n}`));
    const answers = await Promise.all(guesses.map((password) => client.signIn({ email, password })));
    expect(answers.filter((answer) => answer.tokens !== null)).toEqual([]);
    const codes = answers.map((answer) => answer.userErrors[0].code);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(4);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(56);
  });

  it('serves 64 devices of one account at once', async () => {
    const { email } = await registered();
    const answers = await Promise.all(Array.from({ length: 64 }, () => client.signIn({ email })));
    expect(new Set(answers.map((answer) => answer.tokens?.refreshToken)).size).toBe(64);
  });

  it('is bounded for each address', async () => {
    const { email } = await registered();
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 110; attempt += 1) {
      const { userErrors } = await client.signIn({ email, password: 'wrong' });
      codes.add(userErrors[0].code);
    }
    expect(codes).toEqual(new Set(['INVALID_CREDENTIALS', 'ACCOUNT_LOCKED', 'RATE_LIMITED']));
  });

  it.each([
    [{ email: 'nobody' }, 'email'],
    [{ email: 'a@b.example', password: 'x'.repeat(129) }, 'password'],
    [{ email: 'a@b.example', deviceName: 'x'.repeat(101) }, 'deviceName'],
    [{ email: 'a@b.example', guestToken: ' ' }, 'guestToken'],
  ])('refuses %j', async (input, field) => {
    expect((await client.signIn(input)).userErrors).toMatchObject([{ code: 'INVALID', field: [field] }]);
  });
});

describe('what a token allows', () => {
  it('follows roles and memberships at the next refresh', async () => {
    const { id, tokens } = await registered();
    const sellerId = newId('sel');
    const changed = { type: 'sellers.member-changed.v1', sellerId, userId: id, role: 'CATALOG' } as const;
    await deliver(test, changed);
    await deliver(test, { ...changed, sellerId: newId('sel'), role: 'VIEWER' });
    const first = await client.refresh(tokens.refreshToken);
    const { scopes } = viewerOf(first.tokens);
    expect(scopes).toEqual(expect.arrayContaining([membershipScope(sellerId), 'seller:catalog', 'seller:metrics']));
    expect(scopes.filter((scope) => scope.startsWith('member:'))).toHaveLength(2);
    expect(scopes).not.toContain('seller:finance');

    await deliver(test, { ...changed, role: null });
    const second = await client.refresh(first.tokens.refreshToken);
    expect(viewerOf(second.tokens).scopes).not.toContain(membershipScope(sellerId));
    expect(viewerOf(second.tokens).scopes).not.toContain('seller:catalog');
  });
});

describe('a guest who signs in', () => {
  const merges = async (guestId: string) =>
    (await test.outbox()).filter((event) => event.type === 'users.guest-merged.v1' && event['guestId'] === guestId);
  const guestIdOf = (token: string): string =>
    JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub;

  it('becomes the account, when registering as when signing in', async () => {
    const [guest, other] = [await client.guest(), await client.guest()];
    const email = client.newEmail();
    const { user } = await client.register({ email, guestToken: guest });
    await client.signIn({ email, guestToken: other });
    for (const token of [guest, other]) expect(await merges(guestIdOf(token))).toMatchObject([{ userId: user.id }]);
  });

  it('belongs to the first account: again to the same, never to another', async () => {
    const guestToken = await client.guest();
    const [first, second] = [await registered(), await registered()];
    await client.signIn({ email: first.email, guestToken });
    expect((await client.signIn({ email: second.email, guestToken })).tokens).not.toBeNull();
    await client.signIn({ email: first.email, guestToken });
    const told = await merges(guestIdOf(guestToken));
    expect(told.map((event) => event['userId'])).toEqual([first.id, first.id]);
  });

  it('belongs to one account when two sign in at once', async () => {
    const guestToken = await client.guest();
    const accounts = [await registered(), await registered()];
    await Promise.all(accounts.map(({ email }) => client.signIn({ email, guestToken })));
    expect(await merges(guestIdOf(guestToken))).toHaveLength(1);
  });

  it('is not held up by a token that proves nothing', async () => {
    const { email, tokens } = await registered();
    const before = (await test.outbox()).length;
    const forged = `${(await client.guest()).slice(0, -8)}AAAAAAAA`;
    for (const guestToken of [forged, 'rubbish', tokens.accessToken]) {
      expect((await client.signIn({ email, guestToken })).tokens).not.toBeNull();
    }
    expect((await test.outbox()).length).toBe(before);
  });
});
