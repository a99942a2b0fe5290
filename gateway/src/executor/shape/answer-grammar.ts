import {
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { Selections } from './selections.ts';

/**
 * The grammar of a subgraph's answer that the client may get as it is: an object with nothing but `data`, in it exactly
 * the client's fields in the client's order, each value as the schema promises, without needless white space. When the
 * whole plan is one fetch, most answers are of this kind, and testing one against a regular expression takes a tenth of
 * the time of parsing it, let alone of writing it again.
 *
 * A value of an abstract type never is of this kind, for the gateway asks for its `__typename`; a null or an empty list in
 * its place is (the `userErrors` of a mutation that succeeds). Null when no answer can be: what the gateway answers
 * itself is in no subgraph's.
 */
export function answerGrammar(
  root: GraphQLObjectType,
  set: SelectionSetNode,
  selections: Selections,
  variables: Variables,
): RegExp | null {
  const object = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string | null => {
    const members: string[] = [];
    for (const [key, fields] of selections.collect(type, sets, variables)) {
      const value = field(type, key, fields);
      if (value === null) return null;
      members.push(`"${key}":${value}`);
    }
    return `\\{${members.join(',')}\\}`;
  };

  const field = (type: GraphQLObjectType, key: string, fields: readonly FieldNode[]): string | null => {
    const name = fields[0]!.name.value;
    if (name === '__typename') return type === root ? null : `"${type.name}"`;
    if (name.startsWith('__') || selections.sourceKey(key, name) !== key) return null;
    return value(
      type.getFields()[name]!.type,
      fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
    );
  };

  const value = (type: GraphQLOutputType, sets: readonly SelectionSetNode[]): string | null => {
    if (!isNonNullType(type)) {
      const present = presentValue(type, sets);
      return present === null ? null : `(?:null|${present})`;
    }
    return presentValue(type.ofType, sets);
  };

  const presentValue = (type: GraphQLOutputType, sets: readonly SelectionSetNode[]): string | null => {
    if (isListType(type)) {
      const item = value(type.ofType as GraphQLOutputType, sets);
      return item === null ? null : `\\[(?:${item}(?:,(?!\\])|(?=\\])))*\\]`;
    }
    if (isLeafType(type)) return leaf(type);
    return isObjectType(type) ? object(type, sets) : NEVER;
  };

  const data = object(root, [set]);
  if (data === null || data.length > LONGEST_GRAMMAR) return null;
  return new RegExp(`^\\{"data":${data}\\}$`);
}

/** The text of `data` in a body that matches the grammar. */
export const dataOf = (body: string): string => body.slice('{"data":'.length, -1);

/** Longer bodies are parsed: a regular expression keeps a way back for each character. */
export const LONGEST_RECOGNISED = 1_000_000;

const LONGEST_GRAMMAR = 20_000;

/** Matches nothing. */
const NEVER = '(?!)';

// JSON's own grammar (RFC 8259).
const STRING = String.raw`"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?`;
/** Nine digits are an Int for sure; longer ones are left to the parser. */
const INT = String.raw`-?(?:0|[1-9]\d{0,8})(?![\d.Ee])`;

function leaf(type: GraphQLLeafType): string {
  if (isEnumType(type))
    return `"(?:${type
      .getValues()
      .map(({ name }) => name)
      .join('|')})"`;
  return BUILT_IN[type.name] ?? `(?:${STRING}|${NUMBER}|true|false)`;
}

const BUILT_IN: Readonly<Record<string, string>> = {
  ID: STRING,
  String: STRING,
  Int: INT,
  Float: NUMBER,
  Boolean: '(?:true|false)',
};
