import { isEnumType, type GraphQLLeafType } from 'graphql';

// JSON (RFC 8259) as regular expressions, without needless white space. None can match the same text in two ways, which
// is what makes expressions explode.

const STRING = String.raw`"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?`;
/** Nine digits are an Int for sure; longer ones are left to the parser. */
const INT = String.raw`-?(?:0|[1-9]\d{0,8})(?![\d.Ee])`;

const BUILT_IN: Readonly<Record<string, string>> = {
  ID: STRING,
  String: STRING,
  Int: INT,
  Float: NUMBER,
  Boolean: '(?:true|false)',
};

/** Matches nothing. */
export const NEVER = '(?!)';

/** A value that is not null. Custom scalars may be anything but lists and objects. */
export function leafGrammar(type: GraphQLLeafType): string {
  if (!isEnumType(type)) return BUILT_IN[type.name] ?? `(?:${STRING}|${NUMBER}|true|false)`;
  const names = type.getValues().map(({ name }) => name);
  return `"(?:${names.join('|')})"`;
}

export const listGrammar = (item: string): string => `\\[(?:${item}(?:,(?!\\])|(?=\\])))*\\]`;

export const nullOr = (present: string): string => `(?:null|${present})`;
