import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generate, loadContext } from '@graphql-codegen/cli';
import { beforeAll, describe, expect, it } from 'vitest';

/** What codegen would write now, by path from the root. */
const generated = new Map<string, string>();
beforeAll(async () => {
  const context = await loadContext('codegen.yml');
  context.updateConfig({ silent: true });
  for (const { filename, content } of await generate(context, false)) generated.set(fromRoot(filename), content);
});

const fromRoot = (file: string): string => path.relative('', path.resolve(file)).split(path.sep).join('/');
const filesOf = (pattern: string): string[] =>
  globSync(`{subgraphs,gateway,clients}/**/${pattern}`, {
    exclude: (name) => name === 'node_modules' || name === 'dist',
  })
    .map(fromRoot)
    .sort();

describe('the operations of clients and services', () => {
  it('are typed as schema/ says; if not, run "npm run codegen" and commit', async () => {
    for (const [file, content] of generated) expect(await readFile(file, 'utf8'), file).toBe(content);
  });

  it('are all listed in codegen.yml, and nothing stays behind of those that are gone', () => {
    expect(filesOf('generated/*.ts')).toEqual([...generated.keys()].sort());
    const called = filesOf('{data,partner}/operations/*.graphql');
    expect(called.map((file) => file.replace('/operations/', '/generated/').replace('.graphql', '.ts'))).toEqual(
      [...generated.keys()].filter((file) => !file.startsWith('clients/')).sort(),
    );
  });
});
