import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '@emporium/platform/log';
import { silentLog } from '@emporium/platform/testing';
import { trustedFrom } from './trusted-source.ts';
import { readManifest } from './trusted-list.ts';

const apollo = (operations: unknown) =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });

describe('a manifest', () => {
  it('in Apollo’s form', () => {
    const list = readManifest(apollo([{ id: 'a', body: '{ a }', name: 'A', type: 'query' }]));
    expect(list.textOf('a')).toBe('{ a }');
    expect(list.has('{ a }')).toBe(true);
    expect(list.texts).toEqual(['{ a }']);
  });

  it('as texts by hash', () => {
    const list = readManifest('{ "a": "{ a }", "b": "{ b }", "c": "{ a }" }');
    expect([list.textOf('a'), list.textOf('b'), list.textOf('c')]).toEqual(['{ a }', '{ b }', '{ a }']);
    expect(list.texts).toEqual(['{ a }', '{ b }']);
    expect(list.textOf('constructor')).toBeUndefined();
  });

  it('with nothing on it', () => expect(readManifest('{}').texts).toEqual([]));

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text that is none', '{ "a": 1 }'],
    [
      'another version of Apollo’s',
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 2, operations: [] }),
    ],
    ['operations without texts', apollo([{ id: 'a' }])],
    [
      'an id for two documents',
      apollo([
        { id: 'a', body: '{ a }' },
        { id: 'a', body: '{ b }' },
      ]),
    ],
  ])('%s is refused', (_, json) => expect(() => readManifest(json)).toThrow());

  it('of the web client is one', async () => {
    const list = readManifest(await readFile('clients/web/persisted-documents.json', 'utf8'));
    expect(list.texts.length).toBeGreaterThan(10);
  });
});

describe('a file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
    file = join(folder, 'documents.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read at the start and after each change; what cannot be read changes nothing', async () => {
    const failed = vi.fn();
    await writeFile(file, '{ "a": "{ a }" }');
    const log = { ...silentLog, info: () => {}, error: failed } as unknown as Log;
    const source = trustedFrom({ file, pollMs: 5 }, log);
    expect(source.current.texts).toEqual([]);
    await source.start();
    try {
      expect(source.current.texts).toEqual(['{ a }']);
      await writeFile(file, '{ "broken": ');
      await vi.waitFor(() => expect(failed).toHaveBeenCalled(), { timeout: 10_000 });
      expect(source.current.texts).toEqual(['{ a }']);
      await writeFile(file, '{ "b": "{ b }" }');
      await vi.waitFor(() => expect(source.current.texts).toEqual(['{ b }']), { timeout: 10_000 });
    } finally {
      source.stop();
    }
  });

  it('that is missing at the start stops it', async () => {
    await expect(trustedFrom({ file }, silentLog).start()).rejects.toThrow(/ENOENT/);
  });
});
