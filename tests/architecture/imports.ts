import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One import of one source file; type imports count like all others. */
export interface Import {
  /** Path from the repository's root. */
  readonly from: string;
  /** Path from the root for the repository's own files, else the package with its subpath. */
  readonly to: string;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(STATEMENT)].map((match) => {
    const specifier = (match[1] ?? match[2])!;
    const to = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
    return { from: file, to };
  });
}

const IGNORED = /(^|\/)(node_modules|dist|generated)\//;

export const sourceFiles = (): string[] =>
  globSync('{packages,subgraphs,gateway}/**/*.ts', { exclude: (name) => name === 'node_modules' || name === 'dist' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !IGNORED.test(file))
    .sort((a, b) => a.localeCompare(b));

export const isTest = (file: string): boolean =>
  /\.test\.ts$|\.contract\.ts$|\/testing\/|\/contract\/|\/fixtures\//.test(file);

export const allImports = (): Import[] =>
  sourceFiles()
    .filter((file) => !isTest(file))
    .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
