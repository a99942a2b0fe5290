import { z } from 'zod';
import { DEFAULT_LIST_LENGTH } from '../demand/cost-model.ts';
import type { FieldLimit } from '../demand/throttled-fields.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { CIRCUIT_RULES } from '../subgraphs/circuit.ts';
import { HOP_BY_HOP } from '../subgraphs/fetch-headers.ts';
import { SAMPLED_SHARE, SERVICE_NAME } from '../telemetry/tracing.ts';

const whole = (least: number, most: number) => {
  const text = `should be a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`;
  return z.number(text).int(text).min(least, text).max(most, text);
};
const flag = () => z.boolean('should be true or false');
const text = (what: string) => z.string(`should be ${what}`).min(1, `should be ${what}`);
const url = (protocol: RegExp, what: string) => z.url({ protocol, error: `should be ${what}` });
const httpUrl = () => url(/^https?$/, 'a URL such as http://127.0.0.1:4001/graphql');
const headerName = () =>
  z
    .string('should be the name of a header, such as x-tenant')
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'should be the name of a header, such as x-tenant')
    .refine((name) => !HOP_BY_HOP.has(name.toLowerCase()), 'belongs to one connection and cannot be passed on')
    .transform((name) => name.toLowerCase());

const MOST = Number.MAX_SAFE_INTEGER;
const KIB = 1024;
const MIB = KIB * KIB;

/** What each limit may be set to; `limits.ts` says what it means and what it is when nothing is set. */
const limits = z
  .strictObject({
    depth: whole(1, 1_000).default(LIMITS.depth),
    aliases: whole(0, 100_000).default(LIMITS.aliases),
    tokens: whole(1, 10_000_000).default(LIMITS.tokens),
    directives: whole(0, 100_000).default(LIMITS.directives),
    bodyBytes: whole(KIB, 1_024 * MIB).default(LIMITS.bodyBytes),
    variablesLength: whole(0, MOST).default(LIMITS.variablesLength),
    operationsPerSocket: whole(1, 100_000).default(LIMITS.operationsPerSocket),
    queuedEvents: whole(1, 1_000_000).default(LIMITS.queuedEvents),
    socketBufferBytes: whole(64 * KIB, 1_024 * MIB).default(LIMITS.socketBufferBytes),
    subgraphAnswerBytes: whole(KIB, 4_096 * MIB).default(LIMITS.subgraphAnswerBytes),
  } satisfies Record<keyof Limits, z.ZodType>)
  .prefault({});

/** How access tokens are checked, for `@authenticated` and `@requiresScopes` to be enforced here. */
const jwks = z.strictObject({
  url: url(/^https?$/, 'a URL such as https://login.example/.well-known/jwks.json'),
  issuer: text('the value that "iss" must have').optional(),
  audience: text('a value that "aud" must have').optional(),
  algorithms: z
    .array(
      z.enum(
        ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'],
        'should be the name of an asymmetric JWS algorithm, such as RS256',
      ),
      'should be a list, such as [RS256]',
    )
    .min(1, 'should name at least one algorithm')
    .default(['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256']),
  scopesClaim: text('the name of a claim').default('scope'),
});

const PER = /^(address|account|argument \w+(\.\w+)*)$/;

/** How often one root field may be used. */
const fieldLimit = z.strictObject({
  per: z
    .string('should be address, account or an argument such as "argument input.email"')
    .regex(PER, 'should be address, account or an argument such as "argument input.email"')
    .transform((per) => per as FieldLimit['per']),
  uses: whole(1, MOST),
  withinSeconds: whole(1, 86_400),
});

/** The configuration file of a gateway on its own. Every key may be left out. */
export const settingsShape = z.strictObject({
  supergraph: text('the path of a supergraph file').optional(),
  host: text('an address to listen at, such as 0.0.0.0').default('127.0.0.1'),
  port: whole(0, 65_535).default(4000),
  executor: z.enum(['compiled', 'apollo'], 'should be compiled or apollo').default('compiled'),
  planner: z.enum(['auto', 'hive', 'apollo'], 'should be auto, hive or apollo').default('auto'),
  overrideLabels: z.array(text('a label of @override'), 'should be a list of labels').default([]),
  subgraphs: z
    .record(
      z.string(),
      z.strictObject(
        {
          url: httpUrl().optional(),
          webSocketUrl: url(/^wss?$/, 'a URL such as ws://127.0.0.1:4001/graphql').optional(),
        },
        'should be an object with "url" or "webSocketUrl"',
      ),
      'should be an object',
    )
    .default({}),
  headers: z
    .strictObject({
      passOn: z.array(headerName(), 'should be a list of header names').default(['authorization']),
    })
    .prefault({}),
  jwks: jwks.optional(),
  errors: z
    .strictObject({
      codes: z.array(text('a code, such as OUT_OF_STOCK'), 'should be a list of codes').default([]),
      passFrom: z.array(text('the name of a subgraph, or "*"'), 'should be a list of subgraphs').default([]),
    })
    .prefault({}),
  limits,
  cost: z
    .strictObject({
      capacity: whole(1, MOST),
      restorePerSecond: whole(1, MOST),
    })
    .optional(),
  listLength: whole(0, 1_000_000).default(DEFAULT_LIST_LENGTH),
  throttled: z
    .record(
      z.templateLiteral(
        [z.enum(['Query', 'Mutation', 'Subscription']), '.', z.string().regex(/^\w+$/)],
        'should be a root field such as Mutation.signIn',
      ),
      z.array(fieldLimit, 'should be a list of limits'),
      'should have root fields such as Mutation.signIn',
    )
    .default({}),
  trustedDocuments: z
    .strictObject({
      file: text('the path of a manifest'),
      unlisted: z.enum(['refuse', 'log'], 'should be refuse or log').default('refuse'),
    })
    .optional(),
  trustedProxies: z
    .array(text('an address or network such as 10.0.0.0/8'), 'should be a list of addresses')
    .default([]),
  timeouts: z
    .strictObject({
      operationMs: whole(100, 3_600_000).default(15_000),
      fetchMs: whole(100, 3_600_000).default(10_000),
    })
    .prefault({}),
  circuitBreaker: z
    .strictObject({
      failures: whole(1, 1_000_000).default(CIRCUIT_RULES.failures),
      retryAfterMs: whole(10, 3_600_000).default(CIRCUIT_RULES.retryAfterMs),
    })
    .prefault({}),
  cors: z
    .strictObject({
      origins: z
        .array(
          z.union(
            [z.literal('*'), url(/^https?$/, 'an origin')],
            'should be an origin such as https://shop.example, or "*"',
          ),
          'should be a list of origins',
        )
        .default([]),
    })
    .prefault({}),
  introspection: flag().default(true),
  graphiql: flag().default(true),
  showPlans: flag().default(false),
  compressAboveBytes: whole(0, MOST).optional(),
  tracing: z
    .strictObject({
      endpoint: url(/^https?$/, 'the URL of a collector, such as http://127.0.0.1:4318'),
      service: text('a name').default(SERVICE_NAME),
      sampledShare: z
        .number('should be a number from 0 to 1')
        .min(0, 'should be a number from 0 to 1')
        .max(1, 'should be a number from 0 to 1')
        .default(SAMPLED_SHARE),
    })
    .optional(),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'should be debug, info, warn, error or silent')
    .default('info'),
});

export type Settings = z.output<typeof settingsShape>;
