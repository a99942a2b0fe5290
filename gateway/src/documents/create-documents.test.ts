import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Log } from '@emporium/platform/log';
import { silentLog } from '@emporium/platform/testing';
import { createDocuments } from './create-documents.ts';
import type { ResolvedDocument } from './documents.ts';
import { trustedList, type TrustedList } from './trusted-list.ts';

const HOME = 'query Home { home { id } }';
const CART = 'query Cart { cart { id } }';
const OTHER = 'query Other { users { email } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

/** What an answer comes to: the text, or code and status. */
const outcome = (resolved: ResolvedDocument): string =>
  'text' in resolved ? resolved.text : `${resolved.refused.extensions['code'] as string} ${resolved.status}`;

const listed = (list: TrustedList, unlisted: 'refuse' | 'log') => ({
  source: { current: list, start: async () => {}, stop: () => {} },
  unlisted,
});

describe('texts', () => {
  const documents = createDocuments({ automatic: true, trusted: null, log: silentLog });

  it('are run as they are', () => {
    expect(outcome(documents.resolve({ query: HOME }))).toBe(HOME);
    expect(outcome(documents.resolve({ query: HOME, extensions: {} }))).toBe(HOME);
    expect(outcome(documents.resolve({ query: HOME, extensions: { persistedQuery: null } }))).toBe(HOME);
    expect(documents.trusted).toEqual([]);
  });

  it.each([{}, { query: null }, { query: '' }])('%j is no operation', (request) => {
    expect(outcome(documents.resolve(request))).toBe('BAD_REQUEST 400');
  });
});

describe('automatic persisted queries', () => {
  const automatic = () => createDocuments({ automatic: true, trusted: null, log: silentLog });

  it('are asked for, registered and found', () => {
    const documents = automatic();
    const hash = sha256(HOME);
    expect(outcome(documents.resolve(persisted(hash)))).toBe('PERSISTED_QUERY_NOT_FOUND 200');
    expect(outcome(documents.resolve({ query: HOME, ...persisted(hash) }))).toBe(HOME);
    expect(outcome(documents.resolve(persisted(hash)))).toBe(HOME);
    expect(outcome(documents.resolve({ query: HOME, ...persisted(hash) }))).toBe(HOME);
    expect(outcome(documents.resolve({ documentId: `sha256:${hash}` }))).toBe(HOME);
  });

  it('have Apollo’s message, which clients look for', () => {
    expect(automatic().resolve(persisted(sha256(HOME)))).toMatchObject({
      refused: { message: 'PersistedQueryNotFound' },
    });
  });

  it('never put a text under another’s hash', () => {
    const documents = automatic();
    expect(outcome(documents.resolve({ query: OTHER, ...persisted(sha256(HOME)) }))).toBe('BAD_REQUEST 400');
    expect(outcome(documents.resolve(persisted(sha256(HOME))))).toBe('PERSISTED_QUERY_NOT_FOUND 200');
    documents.resolve({ query: HOME, ...persisted(sha256(HOME)) });
    expect(outcome(documents.resolve({ query: OTHER, ...persisted(sha256(HOME)) }))).toBe('BAD_REQUEST 400');
    expect(outcome(documents.resolve(persisted(sha256(HOME))))).toBe(HOME);
  });

  it.each([
    persisted(sha256(HOME), 2),
    { extensions: { persistedQuery: { sha256Hash: sha256(HOME) } } },
    persisted(7),
    persisted(''),
    persisted(undefined),
    { extensions: { persistedQuery: 'x' } },
    { extensions: { persistedQuery: [] } },
  ])('%j is malformed', (request) => expect(outcome(automatic().resolve(request))).toBe('BAD_REQUEST 400'));

  it.each(['__proto__', 'constructor'])('%s is nobody’s hash', (hash) => {
    expect(outcome(automatic().resolve(persisted(hash)))).toBe('PERSISTED_QUERY_NOT_FOUND 200');
  });

  it('may be off', () => {
    const documents = createDocuments({ automatic: false, trusted: null, log: silentLog });
    expect(outcome(documents.resolve(persisted(sha256(HOME))))).toBe('PERSISTED_QUERY_NOT_SUPPORTED 200');
    expect(outcome(documents.resolve({ query: HOME, ...persisted(sha256(HOME)) }))).toBe(
      'PERSISTED_QUERY_NOT_SUPPORTED 200',
    );
    expect(outcome(documents.resolve({ query: HOME }))).toBe(HOME);
  });
});

describe('trusted documents', () => {
  const list = trustedList([
    [sha256(HOME), HOME],
    ['cart-7', CART],
  ]);

  describe('that refuse all others', () => {
    const documents = createDocuments({ automatic: true, trusted: listed(list, 'refuse'), log: silentLog });

    it.each([
      ['a text on the list', { query: HOME }, HOME],
      ['a text on the list, under its own hash', { query: CART, ...persisted(sha256(CART)) }, CART],
      ['an id', { documentId: 'cart-7' }, CART],
      ['a hash as id', { documentId: sha256(HOME) }, HOME],
      ['a prefixed hash as id', { documentId: `sha256:${sha256(HOME)}` }, HOME],
      ['a persisted query', persisted(sha256(HOME)), HOME],
      ['a persisted query with its text', { query: HOME, ...persisted(sha256(HOME)) }, HOME],
      ['another text', { query: OTHER }, 'DOCUMENT_NOT_TRUSTED 403'],
      ['a text with a space more', { query: `${HOME} ` }, 'DOCUMENT_NOT_TRUSTED 403'],
      ['another text under its hash', { query: OTHER, ...persisted(sha256(OTHER)) }, 'DOCUMENT_NOT_TRUSTED 403'],
      ['another text under a known id', { query: OTHER, ...persisted('cart-7') }, 'BAD_REQUEST 400'],
      ['a known text under another id', { query: HOME, ...persisted(sha256(OTHER)) }, 'BAD_REQUEST 400'],
      ['an unknown hash', persisted(sha256(OTHER)), 'PERSISTED_QUERY_NOT_FOUND 200'],
      ['an unknown id', { documentId: 'other' }, 'PERSISTED_QUERY_NOT_FOUND 200'],
      ['an id and a text', { documentId: 'cart-7', query: CART }, 'BAD_REQUEST 400'],
      ['nothing', {}, 'BAD_REQUEST 400'],
    ])('%s', (_, request, expected) => expect(outcome(documents.resolve(request))).toBe(expected));

    it('nothing can be registered', () => {
      documents.resolve({ query: OTHER, ...persisted(sha256(OTHER)) });
      expect(outcome(documents.resolve(persisted(sha256(OTHER))))).toBe('PERSISTED_QUERY_NOT_FOUND 200');
    });

    it('are known before anybody asks', () => expect(documents.trusted).toEqual([HOME, CART]));
  });

  it('that only log run the others, and tell of each once', () => {
    const told: object[] = [];
    const log = { ...silentLog, warn: (fields: object) => void told.push(fields) } as unknown as Log;
    const documents = createDocuments({ automatic: true, trusted: listed(list, 'log'), log });
    expect(outcome(documents.resolve({ query: HOME }))).toBe(HOME);
    expect(outcome(documents.resolve({ query: OTHER, operationName: 'Other' }))).toBe(OTHER);
    expect(outcome(documents.resolve({ query: OTHER, ...persisted(sha256(OTHER)) }))).toBe(OTHER);
    expect(outcome(documents.resolve(persisted(sha256(OTHER))))).toBe(OTHER);
    expect(outcome(documents.resolve({ documentId: 'cart-7' }))).toBe(CART);
    expect(told).toEqual([{ sha256: sha256(OTHER), operationName: 'Other' }]);
  });

  it('without automatic ones, unknown ids are not found', () => {
    const documents = createDocuments({ automatic: false, trusted: listed(list, 'log'), log: silentLog });
    expect(outcome(documents.resolve(persisted(sha256(OTHER))))).toBe('PERSISTED_QUERY_NOT_FOUND 200');
  });
});
