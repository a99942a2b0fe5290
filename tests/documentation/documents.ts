import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A Markdown file of the repository. */
export interface Document {
  /** From the repository's root. */
  readonly file: string;
  /** What stands between fences, with the fence's language. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** Everything else. */
  readonly prose: string;
}

const FENCED = /^[ ]*```(\w*)\n([^]*?)^[ ]*```$/gm;

/** What git knows of, and what was written since and is not ignored. */
export const FILES: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

export const DOCUMENTS: readonly Document[] = FILES.filter((file) => file.endsWith('.md')).map(readDocument);

export function readDocument(file: string): Document {
  const text = readFileSync(file, 'utf8');
  const blocks = [...text.matchAll(FENCED)].map(([, language, block]) => ({ language: language!, text: block! }));
  return { file, blocks, prose: text.replaceAll(FENCED, '') };
}

/** Targets of the links to other files, from the root. */
export const linksOf = ({ file, prose }: Document): string[] =>
  [...prose.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(file), target));

/** What is set as code. */
export const codeOf = ({ prose }: Document): string[] => [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
