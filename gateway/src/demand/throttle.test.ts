import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';
import { networkOf, payerOf } from './network.ts';
import { createThrottle } from './throttle.ts';
import { THROTTLED_FIELDS, type ThrottledFields } from './throttled-fields.ts';
import { createTokenBuckets } from './token-buckets.ts';

const FIELDS: ThrottledFields = {
  'Mutation.signIn': [
    { per: 'address', uses: 6, withinSeconds: 60 },
    { per: 'argument input.email', uses: 3, withinSeconds: 60 },
  ],
  'Mutation.claim': [{ per: 'account', uses: 2, withinSeconds: 10 }],
  'Query.lookUp': [{ per: 'address', uses: 1, withinSeconds: 1 }],
};

const from = (clientIp: string, clientKey = clientIp): RequestContext =>
  ({ clientIp, clientKey }) as Partial<RequestContext> as RequestContext;

function throttled(fields = FIELDS) {
  let nowMs = 0;
  const keys: string[] = [];
  const buckets = createTokenBuckets({ now: () => nowMs });
  const throttle = createThrottle({
    fields,
    counter: { take: (key, bucket) => (keys.push(key), buckets.take(key, bucket)) },
    secret: Buffer.alloc(32, 7),
  });
  const compile = (text: string) => {
    const document = parse(text);
    return throttle.compile(document, getOperationAST(document)!);
  };
  return {
    keys,
    compile,
    pass: (ms: number) => void (nowMs += ms),
    async send(text: string, variables: Variables = {}, context = from('192.0.2.1')) {
      return compile(text)!(variables, context);
    },
  };
}

const SIGN_IN = 'mutation ($email: String!) { signIn(input: { email: $email }) { token } }';
const allowed = { allowed: true };

it('what has no limit costs nothing at run time', () => {
  const { compile } = throttled();
  expect(compile('{ home }')).toBeNull();
  expect(compile('{ signIn }')).toBeNull();
  expect(compile('mutation { other { signIn } }')).toBeNull();
  expect(compile('{ constructor __typename }')).toBeNull();
});

describe('a limit', () => {
  it('lets through what it allows, and more with time', async () => {
    const { send, pass } = throttled();
    const claim = 'mutation { claim }';
    const ada = from('192.0.2.1', 'usr_ada');
    expect(await send(claim, {}, ada)).toEqual(allowed);
    expect(await send(claim, {}, ada)).toEqual(allowed);
    expect(await send(claim, {}, ada)).toEqual({ allowed: false, retryAfterMs: 5_000 });
    pass(5_000);
    expect(await send(claim, {}, ada)).toEqual(allowed);
    expect(await send(claim, {}, ada)).toMatchObject({ allowed: false });
  });

  it('per account follows the account from address to address', async () => {
    const { send } = throttled();
    for (const ip of ['192.0.2.1', '192.0.2.2']) {
      expect(await send('mutation { claim }', {}, from(ip, 'usr_ada'))).toEqual(allowed);
    }
    expect(await send('mutation { claim }', {}, from('192.0.2.3', 'usr_ada'))).toMatchObject({ allowed: false });
    expect(await send('mutation { claim }', {}, from('192.0.2.3', 'usr_bob'))).toEqual(allowed);
  });

  it('per address holds whoever comes from there', async () => {
    const { send } = throttled();
    for (let use = 0; use < 6; use += 1) {
      expect(await send(SIGN_IN, { email: `${use}@example.com` })).toEqual(allowed);
    }
    expect(await send(SIGN_IN, { email: 'new@example.com' })).toEqual({ allowed: false, retryAfterMs: 10_000 });
    expect(await send(SIGN_IN, { email: 'new@example.com' }, from('192.0.2.2'))).toEqual(allowed);
  });

  it('per argument holds from whatever address, however it is written', async () => {
    const { send } = throttled();
    const written = [' Ada@Example.com', 'ada@EXAMPLE.COM', 'ａda@example.com'];
    for (const [index, email] of written.entries()) {
      expect(await send(SIGN_IN, { email }, from(`192.0.2.${index}`))).toEqual(allowed);
    }
    const again = 'mutation { signIn(input: { email: "ada@example.com" }) { token } }';
    expect(await send(again, {}, from('192.0.2.9'))).toMatchObject({ allowed: false });
    expect(await send(SIGN_IN, { email: 'bob@example.com' }, from('192.0.2.9'))).toEqual(allowed);
  });

  it('reads whole inputs from variables', async () => {
    const { send } = throttled();
    const text = 'mutation ($input: In!) { signIn(input: $input) { token } }';
    for (let use = 0; use < 3; use += 1) {
      expect(await send(text, { input: { email: 'ada@example.com' } }, from(`192.0.2.${use}`))).toEqual(allowed);
    }
    expect(await send(SIGN_IN, { email: 'ada@example.com' }, from('192.0.2.9'))).toMatchObject({ allowed: false });
  });

  it('keeps addresses of people out of the counter', async () => {
    const { send, keys } = throttled();
    await send(SIGN_IN, { email: 'ada@example.com' });
    expect(keys.join()).not.toContain('ada');
  });

  it('that is used up spares the others', async () => {
    const { send } = throttled();
    for (let use = 0; use < 8; use += 1) await send(SIGN_IN, { email: `${use}@example.com` });
    // Six of these would have emptied the mailbox's bucket, had they been counted.
    for (let use = 0; use < 6; use += 1) {
      expect(await send(SIGN_IN, { email: 'ada@example.com' })).toMatchObject({ allowed: false });
    }
    expect(await send(SIGN_IN, { email: 'ada@example.com' }, from('192.0.2.2'))).toEqual(allowed);
  });
});

describe('many uses in one operation', () => {
  const alias = (name: string, email: string) => `${name}: signIn(input: { email: "${email}" }) { token }`;

  it('count each alias', async () => {
    const { send } = throttled();
    const three = ['a', 'b', 'c'].map((name) => alias(name, 'ada@example.com')).join(' ');
    expect(await send(`mutation { ${three} }`)).toEqual(allowed);
    expect(await send(`mutation { ${alias('a', 'ada@example.com')} }`)).toMatchObject({ allowed: false });
  });

  it('refuse more than there may ever be, with an end to the wait', async () => {
    const { send } = throttled();
    const seven = [...'abcdefg'].map((name) => alias(name, `${name}@example.com`)).join(' ');
    expect(await send(`mutation { ${seven} }`)).toEqual({ allowed: false, retryAfterMs: 60_000 });
  });

  it('count each mailbox apart', async () => {
    const { send } = throttled();
    const text = `mutation { ${alias('a', 'ada@example.com')} ${alias('b', 'ada@example.com')} ${alias('c', 'bob@example.com')} }`;
    expect(await send(text, {}, from('192.0.2.1'))).toEqual(allowed);
    expect(await send(text, {}, from('192.0.2.2'))).toMatchObject({ allowed: false });
    const bob = `mutation { ${alias('a', 'bob@example.com')} ${alias('b', 'bob@example.com')} }`;
    expect(await send(bob, {}, from('192.0.2.3'))).toEqual(allowed);
  });

  it('count through fragments, and once what is merged', async () => {
    const { send } = throttled();
    const text = 'mutation { ...F ... { a: claim } claim claim } fragment F on Mutation { b: claim claim }';
    expect(await send(text, {}, from('192.0.2.1', 'usr_ada'))).toMatchObject({ allowed: false });
    const merged = 'mutation { claim ...F claim } fragment F on Mutation { claim }';
    expect(await send(merged, {}, from('192.0.2.1', 'usr_bob'))).toEqual(allowed);
    expect(await send(merged, {}, from('192.0.2.1', 'usr_bob'))).toEqual(allowed);
  });

  it('leave out what variables leave out', async () => {
    const { send } = throttled();
    const text = 'mutation ($b: Boolean!) { a: claim b: claim @include(if: $b) c: claim @skip(if: true) }';
    const ada = from('192.0.2.1', 'usr_ada');
    expect(await send(text, { b: false }, ada)).toEqual(allowed);
    expect(await send(text, { b: true }, ada)).toMatchObject({ allowed: false });
    expect(await send(text, { b: false }, ada)).toEqual(allowed);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:DB8::7:0:0:0:4', '2001:db8:0:7::/64'],
  ['2001:db8:0:0007::', '2001:db8:0:7::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s stands for %s', (address, network) => expect(networkOf(address)).toBe(network));

it('an account is itself', () => expect(['usr_ada', 'key:ada'].map(payerOf)).toEqual(['usr_ada', 'key:ada']));

describe('the marketplace', () => {
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

  it.each(Object.entries(THROTTLED_FIELDS))('%s exists, with the arguments that are counted', (coordinate, limits) => {
    const [type, name] = coordinate.split('.') as [string, string];
    const field = schema.getRootType(type.toLowerCase() as never)?.getFields()[name];
    expect(field).toBeDefined();
    for (const { per } of limits) {
      if (!per.startsWith('argument ')) continue;
      const [argument, inner] = per.slice('argument '.length).split('.');
      const found = field!.args.find((candidate) => candidate.name === argument);
      expect(found, per).toBeDefined();
      if (inner !== undefined) {
        const input = schema.getType(found!.type.toString().replace('!', ''));
        expect(input?.toConfig()).toHaveProperty(`fields.${inner}`);
      }
    }
  });
});
