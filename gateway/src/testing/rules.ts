import type { GatewayConfig } from '../create-gateway.ts';
import { LIMITS } from '../limits.ts';
import type { Asked } from './transports.ts';

/** Gateways that differ in what they allow. */
export const GATEWAYS = {
  open: {},
  /** With the documents of `LISTED`. */
  trusting: {},
  /** Shows what a subgraph says under a code of its own. */
  frank: { passedErrors: { codes: ['OUT_OF_STOCK'], subgraphs: [] } },
  /** With partners, whose contract can be introspected all the same. */
  production: { introspection: false, graphiql: false },
  poor: { cost: { capacity: 20, restorePerSecond: 0.001 } },
  /** Behind a proxy that says where clients are. */
  proxied: {
    trustedProxies: ['loopback'],
    throttled: { 'Mutation.productRename': [{ per: 'address', uses: 1, withinSeconds: 3_600 }] },
  },
  throttling: {
    throttled: { 'Mutation.productRename': [{ per: 'account', uses: 1, withinSeconds: 3_600 }] },
  },
} satisfies Record<string, Partial<GatewayConfig>>;

/** The one document that may run where documents are trusted. */
export const LISTED = 'query Listed { reviewCount }';

/** Something that is allowed up to a point, and refused beyond it, whatever it is sent over. */
export interface Rule {
  readonly name: string;
  readonly gateway: keyof typeof GATEWAYS;
  /** Answered without errors; asked before the other one. */
  readonly allowed: Asked;
  readonly refused: Asked;
  readonly code: string;
  readonly message: RegExp;
  /** Whose bucket is used: a caller of its own for each transport. */
  readonly signedIn?: true;
}

const nested = (levels: number): string => `{ ${'nested { '.repeat(levels - 1)} value ${'} '.repeat(levels - 1)} }`;
const aliased = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: reviewCount`).join(' ')} }`;
const directed = (count: number): string => `{ reviewCount ${'@include(if: true) '.repeat(count)} }`;
const named = (length: number): Asked => ({
  query: 'mutation ($title: String!) { productRename(id: "p1", title: $title) { id } }',
  variables: { title: 'x'.repeat(length - 'title'.length) },
});
const products = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, i) => `p${i}: products { title }`).join(' ')} }`;
export const RENAME = 'mutation { productRename(id: "p1", title: "y") { id } }';
export const INTROSPECTION = '{ __schema { __typename } }';

export const RULES: readonly Rule[] = [
  {
    name: 'depth',
    gateway: 'open',
    allowed: { query: nested(LIMITS.depth) },
    refused: { query: nested(LIMITS.depth + 1) },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: /13 levels deep/,
  },
  {
    name: 'aliases',
    gateway: 'open',
    allowed: { query: aliased(LIMITS.aliases) },
    refused: { query: aliased(LIMITS.aliases + 1) },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: /31 aliases/,
  },
  {
    name: 'tokens',
    gateway: 'open',
    allowed: { query: `{ ${'reviewCount '.repeat(100)}}` },
    refused: { query: `{ ${'reviewCount '.repeat(LIMITS.tokens - 1)}}` },
    code: 'GRAPHQL_PARSE_FAILED',
    message: /more that 5000 tokens/,
  },
  {
    name: 'directives',
    gateway: 'open',
    allowed: { query: directed(1) },
    refused: { query: `{ products { ${'title @include(if: true) '.repeat(LIMITS.directives + 1)} } }` },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: /51 directives/,
  },
  {
    name: 'the size of variables',
    gateway: 'open',
    allowed: named(LIMITS.variablesLength),
    refused: named(LIMITS.variablesLength + 1),
    code: 'BAD_USER_INPUT',
    message: /more than 65536 characters/,
  },
  {
    name: 'introspection',
    gateway: 'production',
    allowed: { query: '{ __typename }' },
    refused: { query: INTROSPECTION },
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: /introspection/,
  },
  {
    name: 'what a client may spend',
    gateway: 'poor',
    signedIn: true,
    allowed: { query: products(3) },
    refused: { query: products(3) },
    code: 'RATE_LIMITED',
    message: /costs \d+, and \d+ are left/,
  },
  {
    name: 'what anybody may spend at once',
    gateway: 'poor',
    allowed: { query: '{ reviewCount }' },
    refused: { query: products(20) },
    code: 'OPERATION_TOO_EXPENSIVE',
    message: /20 is the most/,
  },
  {
    name: 'how often a field may be used',
    gateway: 'throttling',
    signedIn: true,
    allowed: { query: RENAME },
    refused: { query: RENAME },
    code: 'RATE_LIMITED',
    message: /Too many attempts/,
  },
  {
    name: 'which documents may run',
    gateway: 'trusting',
    allowed: { query: LISTED },
    refused: { query: 'query Other { reviewCount }' },
    code: 'DOCUMENT_NOT_TRUSTED',
    message: /./,
  },
  {
    name: 'who may see a field',
    gateway: 'open',
    allowed: { query: '{ product(id: "p1") { title } }' },
    refused: { query: '{ product(id: "p1") { title mine } }' },
    code: 'UNAUTHENTICATED',
    message: /./,
  },
  {
    name: 'what is shown of a failure',
    gateway: 'open',
    allowed: { query: '{ reviewCount }' },
    refused: { query: '{ fail }' },
    code: 'INTERNAL_SERVER_ERROR',
    message: /report the request id/,
  },
];
