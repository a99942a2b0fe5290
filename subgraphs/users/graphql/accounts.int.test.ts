import { newId } from '@emporium/platform/ids';
import { guestViewer, serviceViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { Kind, parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEND_RESET_TASK } from '../app/request-password-reset.ts';
import { definition } from '../index.ts';
import { clientOf, PASSWORD, viewerOf, type Tokens } from '../testing/client.ts';

let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;
const admin = userViewer(['admin:users']);
const support = userViewer(['support:users']);

beforeAll(async () => {
  test = await testSubgraph(definition);
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const registered = async (input: object = {}) => {
  const email = client.newEmail();
  const { user, tokens } = await client.register({ email, ...input });
  return { email, id: user.id as string, tokens: tokens as Tokens, viewer: viewerOf(tokens) };
};

describe('registering', () => {
  it('of one address by twenty at once makes one account', async () => {
    const email = client.newEmail();
    const spellings = [email, email.toUpperCase(), ` ${email}`];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => client.register({ email: spellings[n % spellings.length] })),
    );
    expect(answers.filter((answer) => answer.tokens !== null)).toHaveLength(1);
    const refusals = answers.filter((answer) => answer.tokens === null).map((answer) => answer.userErrors);
    expect(new Set(refusals.map(([error]) => error.code))).toEqual(new Set(['EMAIL_TAKEN']));
    expect(await test.db.query('SELECT email FROM account WHERE email = $1', [email])).toHaveLength(1);
    expect((await test.outbox()).filter((event) => event.type === 'users.user-registered.v1')).toHaveLength(1);
  });

  it.each([
    [{ email: 'not an address' }, 'INVALID', 'email'],
    [{ password: 'short' }, 'PASSWORD_TOO_WEAK', 'password'],
    [{ password: 'Password123' }, 'PASSWORD_TOO_WEAK', 'password'],
    [{ password: 'x'.repeat(500) }, 'PASSWORD_TOO_WEAK', 'password'],
    [{ email: 'ada.lovelace@example.com', password: 'Ada.Lovelace@Example.com' }, 'PASSWORD_TOO_WEAK', 'password'],
    [{ displayName: ' ' }, 'INVALID', 'displayName'],
    [{ displayName: 'x'.repeat(61) }, 'INVALID', 'displayName'],
    [{ displayName: 'Ada\u202e' }, 'INVALID', 'displayName'],
  ])('refuses %j', async (input, code, field) => {
    const { userErrors, tokens } = await client.register({ email: client.newEmail(), ...input });
    expect([tokens, userErrors]).toMatchObject([null, [{ code, field: [field] }]]);
  });

  it('mails a code that confirms the address, once', async () => {
    const { email, viewer } = await registered();
    const mail = await client.mailTo(email);
    const VERIFY = `mutation ($token: String!) { userVerifyEmail(token: $token) { user { emailVerified } userErrors { code field } } }`;
    const verify = async (token: string | undefined, as?: typeof viewer) =>
      (await test.execute(VERIFY, { token }, as)).data.userVerifyEmail;
    const worthless = { user: null, userErrors: [{ code: 'TOKEN_EXPIRED', field: ['token'] }] };
    expect(await verify('x'.repeat(43), viewer)).toEqual(worthless);
    expect(await verify(mail!.code, viewer)).toEqual({ user: { emailVerified: true }, userErrors: [] });
    expect(await verify(mail!.code, viewer)).toEqual(worthless);

    const other = await registered();
    const asStranger = await verify((await client.mailTo(other.email))!.code);
    expect(asStranger).toEqual({ user: null, userErrors: [] }); // confirmed, and nothing shown
  });
});

describe('a forgotten password', () => {
  const REQUEST = 'mutation ($email: String!) { passwordResetRequest(email: $email) { ok userErrors { code } } }';
  const RESET = `mutation ($token: String!, $new: String!) { passwordReset(token: $token, newPassword: $new) {
    ok userErrors { code field } } }`;
  const request = async (email: string) => (await test.execute(REQUEST, { email })).data.passwordResetRequest;
  const reset = async (token: string | undefined, newPassword: string) =>
    (await test.execute(RESET, { token, new: newPassword })).data.passwordReset;
  const work = (email: string) => test.subgraph.tasks![SEND_RESET_TASK]!({ email }, {} as never);

  it('is set anew by mail: old password, sessions and lock are over', async () => {
    const { email, tokens } = await registered();
    for (let n = 0; n < 5; n += 1) await client.signIn({ email, password: `wrong ${n}` });
    expect(await request(email)).toEqual({ ok: true, userErrors: [] });
    await work(email);
    const { code, subject } = (await client.mailTo(email))!;
    expect(subject).toBe('Set a new password');

    expect(await reset(code, 'too short')).toEqual({
      ok: false,
      userErrors: [{ code: 'PASSWORD_TOO_WEAK', field: ['newPassword'] }],
    });
    const races = await Promise.all([1, 2, 3].map((n) => reset(code, `a new password ${n}`)));
    expect(races.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await reset(code, 'one more password')).toMatchObject({ userErrors: [{ code: 'TOKEN_EXPIRED' }] });

    const winner = `a new password ${races.findIndex((answer) => answer.ok) + 1}`;
    expect((await client.refresh(tokens.refreshToken)).tokens).toBeNull();
    expect((await client.signIn({ email, password: winner })).tokens).not.toBeNull();
    expect((await client.signIn({ email, password: PASSWORD })).userErrors[0].code).toBe('INVALID_CREDENTIALS');
    expect((await client.mailTo(email))!.subject).toBe('Your password was changed');
  });

  it('of nobody is answered and queued alike, and mails nothing', async () => {
    const { email } = await registered();
    const unknown = client.newEmail();
    const before = test.db.statements;
    const answer = await request(email);
    const statements = test.db.statements - before;
    expect(await request(unknown)).toEqual(answer);
    expect(test.db.statements - before).toBe(2 * statements);
    const queued = await test.db.query(
      'SELECT payload FROM graphile_worker._private_jobs WHERE payload::text LIKE ANY ($1)',
      [[`%"${email}"%`, `%"${unknown}"%`]],
    );
    expect(queued).toHaveLength(2);
    await work(unknown);
    expect(await client.mailTo(unknown)).toBeNull();
  });

  it('is bounded for each address', async () => {
    const email = client.newEmail();
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await request(email));
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, false]);
    expect(answers[3].userErrors).toEqual([{ code: 'RATE_LIMITED' }]);
  });
});

describe('an account', () => {
  const FIELDS = 'id email phone locale preferredCurrency profile { displayName } preferences { push dealAlerts }';
  const UPDATE = `mutation ($input: UserUpdateInput!) { userUpdate(input: $input) { user { ${FIELDS} } userErrors { code field } } }`;

  it('is changed by its owner, field by field', async () => {
    const { viewer, id, email } = await registered();
    const update = async (input: object) => (await test.execute(UPDATE, { input }, viewer)).data.userUpdate;
    const first = await update({
      phone: '+49 30 123456',
      locale: 'de-DE',
      preferences: { dealAlerts: true, push: null },
    });
    expect(first).toEqual({
      user: {
        id,
        email,
        phone: '+49 30 123456',
        locale: 'de-DE',
        preferredCurrency: 'USD',
        profile: { displayName: 'A Person' },
        preferences: { push: true, dealAlerts: true },
      },
      userErrors: [],
    });
    const second = await update({ displayName: 'Ada', preferredCurrency: 'EUR', phone: null, locale: null });
    expect(second.user).toMatchObject({
      phone: null,
      locale: 'de-DE',
      preferredCurrency: 'EUR',
      profile: { displayName: 'Ada' },
      preferences: { push: true, dealAlerts: true },
    });
    expect(await update({ phone: 'call me' })).toEqual({
      user: null,
      userErrors: [{ code: 'INVALID', field: ['phone'] }],
    });
  });

  it('is needed: a guest is asked to sign in', async () => {
    const { data } = await test.execute(UPDATE, { input: { displayName: 'Ada' } }, guestViewer());
    expect(data.userUpdate.userErrors).toMatchObject([{ code: 'SIGN_IN_REQUIRED' }]);
    expect((await test.execute('{ viewer { id } }', {}, guestViewer())).data).toEqual({ viewer: null });
    expect((await test.execute('{ viewer { id } }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is seen by its owner, support and administrators; roles by administrators', async () => {
    const { id, email, viewer } = await registered();
    const SEEN = `query ($id: ID!, $r: [_Any!]!) { user(id: $id) { email }
      _entities(representations: $r) { ... on User { email } ... on PublicProfile { displayName } } }`;
    const representations = ['User', 'PublicProfile'].map((__typename) => ({ __typename, id }));
    const seen = async (as?: ReturnType<typeof userViewer>) =>
      (await test.execute(SEEN, { id, r: representations }, as)).data;
    const profile = { displayName: 'A Person' };
    for (const as of [admin, support])
      expect(await seen(as)).toEqual({ user: { email }, _entities: [{ email }, profile] });
    expect(await seen(viewer)).toEqual({ user: null, _entities: [{ email }, profile] });
    for (const as of [userViewer(), undefined])
      expect(await seen(as)).toEqual({ user: null, _entities: [null, profile] });

    const ROLES = 'query ($id: ID!) { user(id: $id) { roles } }';
    expect((await test.execute(ROLES, { id }, admin)).data.user.roles).toEqual(['CUSTOMER']);
    expect((await test.execute(ROLES, { id }, support)).data.user).toEqual({ roles: null });
  });

  it('is found by how its address or name begins', async () => {
    const { id, email } = await registered({ displayName: 'Quentin_100%' });
    await registered({ displayName: 'QuentinX1000' });
    const USERS =
      'query ($s: String, $a: String) { users(first: 2, after: $a, search: $s) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const found = async (s: string | null, a?: string) => (await test.execute(USERS, { s, a }, admin)).data.users;
    expect((await found(email.toUpperCase())).nodes).toEqual([{ id }]);
    expect((await found('quentin_')).nodes).toEqual([{ id }]);
    const first = await found(null);
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    const second = await found(null, first.pageInfo.endCursor);
    expect(second.nodes.map((node: { id: string }) => node.id)).not.toContain(first.nodes[1].id);
    expect((await test.execute(USERS, {}, support)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('gets roles from administrators, who keep their own', async () => {
    const { id, tokens, viewer } = await registered();
    const SET = `mutation ($id: ID!, $roles: [Role!]!) { userRolesSet(id: $id, roles: $roles) { user { roles } userErrors { code field } } }`;
    const set = async (target: string, roles: string[], as = admin) =>
      (await test.execute(SET, { id: target, roles }, as)).data.userRolesSet;
    expect(await set(id, ['ADMIN', 'MODERATOR'])).toEqual({
      user: { roles: ['CUSTOMER', 'MODERATOR', 'ADMIN'] },
      userErrors: [],
    });
    const promoted = viewerOf((await client.refresh(tokens.refreshToken)).tokens);
    expect(promoted.scopes).toEqual(expect.arrayContaining(['admin:users', 'moderation:reviews']));
    expect(await set(id, ['CUSTOMER'], promoted)).toEqual({
      user: null,
      userErrors: [{ code: 'FORBIDDEN', field: ['roles'] }],
    });
    expect(await set(newId('usr'), [])).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    expect(await set(id, ['ADMIN'], viewer)).toBeNull();
  });
});

describe('reading', () => {
  it('takes as many statements for fifty people as for one', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => registered()));
    const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on PublicProfile { displayName } ... on User { email defaultAddress { id } addresses { id } } } }`;
    const statementsFor = async (count: number) => {
      const ids = people.slice(0, count).map(({ id }) => id);
      const r = ['User', 'PublicProfile'].flatMap((__typename) => ids.map((id) => ({ __typename, id })));
      const before = test.db.statements;
      const { errors } = await test.execute(ENTITIES, { r }, admin);
      expect(errors).toBeUndefined();
      return test.db.statements - before;
    };
    expect([await statementsFor(1), await statementsFor(50)]).toEqual([3, 3]);
  });
});

describe('between subgraphs', () => {
  const orders = serviceViewer('orders');

  it('a guest is known by the token, and to one account only once it has taken the guest over', async () => {
    const token = await client.guest();
    const [taker, other] = [await registered({ guestToken: token }), await registered()];
    const fresh = await client.guest();
    const GUEST = 'query ($token: String!, $userId: ID!) { guestFromToken(token: $token, userId: $userId) }';
    const guestOf = async (text: string, userId: string) =>
      (await test.execute(GUEST, { token: text, userId }, orders)).data.guestFromToken;
    expect(await guestOf(fresh, other.id)).toMatch(/^gst_/);
    expect(await guestOf(token, taker.id)).toMatch(/^gst_/);
    for (const worthless of [token, taker.tokens.accessToken, 'x.y.z'])
      expect(await guestOf(worthless, other.id)).toBeNull();
    const { errors } = await test.execute(GUEST, { token, userId: other.id }, admin);
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('what they ask is hidden from clients', () => {
    const roots = parse(test.subgraph.sdl).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(node.name.value)
        ? (node.fields ?? [])
        : [],
    );
    const hidden = roots.filter((field) => print(field).includes('@inaccessible'));
    expect(hidden.map((field) => field.name.value).toSorted()).toEqual([
      'addressForCheckout',
      'apiClientByKeyHash',
      'guestFromToken',
    ]);
    for (const field of hidden) expect(print(field)).toContain('@requiresScopes(scopes: [["internal"]])');
  });
});
