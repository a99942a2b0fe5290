import { expect, it } from 'vitest';
import { gatewayConfig } from './config.ts';
import { THROTTLED_FIELDS } from './demand/throttled-fields.ts';
import { MARKETPLACE_PAGE } from './http/marketplace-page.ts';

const secret = { IDENTITY_SECRET: 'x'.repeat(32) };

it('needs nothing but the secret', () => {
  expect(gatewayConfig(secret)).toEqual({
    port: 4000,
    host: '127.0.0.1',
    supergraph: { file: 'schema/supergraph.graphql' },
    partner: {
      supergraph: { file: 'schema/partner/supergraph.graphql' },
      usersUrl: 'http://127.0.0.1:4001/graphql',
      identitySecret: secret.IDENTITY_SECRET,
    },
    subgraphUrls: expect.objectContaining({
      users: 'http://127.0.0.1:4001/graphql',
      promotions: 'http://127.0.0.1:4009/graphql',
    }),
    jwksUrl: 'http://127.0.0.1:4001/.well-known/jwks.json',
    identitySecret: secret.IDENTITY_SECRET,
    executor: 'compiled',
    corsOrigins: [],
    trustedProxies: [],
    plansForAll: true,
    introspection: true,
    graphiql: MARKETPLACE_PAGE,
    cost: { capacity: 10_000, restorePerSecond: 1_000 },
    throttled: THROTTLED_FIELDS,
    operationTimeoutMs: 15_000,
    fetchTimeoutMs: 10_000,
    logLevel: 'info',
  });
});

it('serves no partners when told so', () => {
  expect(gatewayConfig({ ...secret, PARTNERS: 'false' })).not.toHaveProperty('partner');
});

it('reads lists, and compresses from a size on', () => {
  const environment = { TRUSTED_PROXIES: '10.0.0.0/8, loopback', COMPRESS_ABOVE_BYTES: '16384', EXECUTOR: 'apollo' };
  expect(gatewayConfig({ ...secret, ...environment })).toMatchObject({
    trustedProxies: ['10.0.0.0/8', 'loopback'],
    compressAboveBytes: 16_384,
    executor: 'apollo',
  });
});

it('closes the schema in production, unless told otherwise', () => {
  const production = { ...secret, NODE_ENV: 'production' };
  expect(gatewayConfig(production)).toMatchObject({ introspection: false, graphiql: false, plansForAll: false });
  expect(gatewayConfig({ ...production, GRAPHIQL: 'true' })).toMatchObject({
    introspection: false,
    graphiql: MARKETPLACE_PAGE,
  });
});

it('refuses documents that are not on the list, or logs them; limits on fields can be lifted', () => {
  const listed = { ...secret, TRUSTED_DOCUMENTS: 'documents.json' };
  expect(gatewayConfig(listed).trustedDocuments).toEqual({ file: 'documents.json', unlisted: 'refuse' });
  expect(gatewayConfig({ ...listed, TRUSTED_DOCUMENTS_MODE: 'log' }).trustedDocuments?.unlisted).toBe('log');
  expect(() => gatewayConfig({ ...listed, TRUSTED_DOCUMENTS_MODE: 'off' })).toThrow('TRUSTED_DOCUMENTS_MODE');
  expect(gatewayConfig({ ...secret, THROTTLE: 'false' }).throttled).toEqual({});
});

it('sends spans where a collector is, and else makes none', () => {
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(gatewayConfig({ ...secret, ...collector }).tracing).toEqual({
    endpoint: 'http://collector:4318',
    service: 'emporium-gateway',
    sampledShare: 0.1,
  });
  const named = { ...collector, OTEL_SERVICE_NAME: 'edge', OTEL_TRACES_SAMPLER_ARG: '1' };
  expect(gatewayConfig({ ...secret, ...named }).tracing).toMatchObject({ service: 'edge', sampledShare: 1 });
  expect(gatewayConfig({ ...secret, ...named, OTEL_EXPORTER_OTLP_ENDPOINT: '' })).not.toHaveProperty('tracing');
});

it('finds the subgraphs, and the keys wherever users is', () => {
  const config = gatewayConfig({
    ...secret,
    USERS_URL: 'https://users.internal',
    CART_PORT: '5003',
    CORS_ORIGINS: 'a, b,',
  });
  expect(config.jwksUrl).toBe('https://users.internal/.well-known/jwks.json');
  expect(config.subgraphUrls).toMatchObject({
    users: 'https://users.internal/graphql',
    cart: 'http://127.0.0.1:5003/graphql',
  });
  expect(config.corsOrigins).toEqual(['a', 'b']);
});

it.each([
  [{}, 'IDENTITY_SECRET'],
  [{ IDENTITY_SECRET: 'short' }, 'at least 32 characters'],
  [{ ...secret, CART_URL: 'nowhere' }, 'CART_URL'],
  [{ ...secret, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  [{ ...secret, OTEL_TRACES_SAMPLER_ARG: '10' }, 'OTEL_TRACES_SAMPLER_ARG'],
])('names what is wrong: %o', (environment, expected) => {
  expect(() => gatewayConfig(environment)).toThrow(expected);
});
