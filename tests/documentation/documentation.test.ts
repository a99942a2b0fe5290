import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { codeOf, DOCUMENTS, FILES, linksOf } from './documents.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true });
const contracts = FILES.filter((file) => file.startsWith('packages/contracts/src/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Files are called by the end of their path, which is enough for a person who is in that folder. */
const isFile = (name: string, document: string): boolean =>
  existsSync(path.join(path.dirname(document), name)) ||
  FILES.some((file) => file === name || file.endsWith(`/${name}`));

describe.each(DOCUMENTS.map((document) => ({ file: document.file, document })))('$file', ({ file, document }) => {
  it('links to what is there', () => {
    expect(linksOf(document).filter((target) => !existsSync(target))).toEqual([]);
  });

  it('names files, commands and events that exist', () => {
    const all = [...codeOf(document), ...document.blocks.map(({ text }) => text)];
    const files = codeOf(document).filter((code) => /^[\w-][\w./-]*\.(?:ts|mjs|md|sh|graphql|ya?ml)$/.test(code));
    expect(files.filter((name) => !isFile(name, file))).toEqual([]);

    const commands = all.flatMap((code) => [...code.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!));
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);

    const events = all.flatMap((code) =>
      [...code.matchAll(/\b[a-z]+\.[a-z]+(?:-[a-z]+)*\.v\d+\b/g)].map(([name]) => name),
    );
    expect(events.filter((name) => !contracts.includes(name))).toEqual([]);
  });

  it('shows operations that the public schema accepts', () => {
    for (const { language, text } of document.blocks) {
      if (language !== 'graphql') continue;
      expect(validate(api, parse(text)).map(({ message }) => message)).toEqual([]);
    }
  });
});
