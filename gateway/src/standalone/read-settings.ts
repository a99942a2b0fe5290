import { ConfigError } from '@emporium/platform/config';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { settingsShape, type Settings } from './settings.ts';

/**
 * The settings in a configuration file's text, YAML or JSON (which is YAML). An empty text means all defaults.
 *
 * @throws ConfigError that names each wrong key with its line and says what it should be; a key that is not known is
 * wrong too, for a misspelt limit would be none
 */
export function readSettings(source: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new ConfigError(`${file} is neither YAML nor JSON: ${broken.message}`);

  const parsed = settingsShape.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues
    .flatMap((issue) => explain(issue, settingsShape))
    .map(({ path, text }) => {
      const line = lineOf(document, lines, path);
      return `  ${line === null ? '' : `line ${line}: `}${path.length > 0 ? `${path.join('.')} ` : ''}${text}`;
    });
  throw new ConfigError(`${file} cannot be used:\n${wrong.join('\n')}`);
}

interface Wrong {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function explain(issue: z.core.$ZodIssue, shape: z.ZodType): Wrong[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(shape, issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `is not known; ${issue.path.length > 0 ? issue.path.join('.') : 'the file'} may have ${known.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_key') return [{ path: issue.path, text: issue.issues[0]?.message ?? issue.message }];
  if (!issue.message.startsWith('Invalid input')) return [{ path: issue.path, text: issue.message }];
  return [
    { path: issue.path, text: issue.input === undefined ? 'is missing' : 'should be an object with keys of its own' },
  ];
}

/** The keys that an object of the file may have. */
function keysAt(shape: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at = shape as unknown as Wrapped;
  for (const key of [...path, null]) {
    while (at.def.innerType) at = at.def.innerType;
    if (key === null) break;
    at = (at.def.valueType ?? at.def.shape?.[String(key)])!;
  }
  return Object.keys(at.def.shape ?? {});
}

/** As much of a Zod type as `keysAt` looks into: what optional and default types wrap, and what objects hold. */
interface Wrapped {
  readonly def: {
    readonly innerType?: Wrapped;
    readonly valueType?: Wrapped;
    readonly shape?: Readonly<Record<string, Wrapped>>;
  };
}

/** Where a key, or what comes closest above it, stands in the file. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
