import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allImports, importsOf, isTest, sourceFiles } from './imports.ts';
import { rules } from './rules.ts';

const imports = allImports();

describe.each(rules)('$name', ({ forbids, violation }) => {
  it('holds', () => {
    expect(imports.filter(forbids).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('would notice a violation', () => {
    expect(forbids(violation)).toBe(true);
  });
});

describe('imports', () => {
  it('are found however they are written', () => {
    const source = `import a from './a.ts';\nimport type { B } from "../b.ts";\nexport * from 'c';\nimport 'd';\nimport {\n  e,\n} from '@e/e';\nawait import('f');`;
    expect(importsOf('x/y/z.ts', source).map(({ to }) => to)).toEqual(['x/y/a.ts', 'x/b.ts', 'c', 'd', '@e/e', 'f']);
  });

  it('cover the whole product', () => {
    expect(imports.length).toBeGreaterThan(1_000);
  });
});

describe('the environment', () => {
  // The last one only silences a library that reads the environment itself.
  const READERS =
    /^subgraphs\/[a-z]+\/main\.ts$|^gateway\/src\/main\.ts$|^packages\/platform\/src\/(subgraph\/main|embedded\/.*)\.ts$|^gateway\/src\/engine\/apollo-engine\.ts$/;
  const readsEnvironment = (source: string): boolean =>
    /process\.env\b/.test(source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''));

  it('is read once per process, at its start', () => {
    const readers = sourceFiles().filter((file) => !isTest(file) && readsEnvironment(readFileSync(file, 'utf8')));
    expect(readers.filter((file) => !READERS.test(file))).toEqual([]);
  });

  it('would be noticed elsewhere, and not in a comment', () => {
    expect(readsEnvironment('const x = process.env.X;')).toBe(true);
    expect(readsEnvironment('/** `process.env` is read elsewhere */')).toBe(false);
  });
});
