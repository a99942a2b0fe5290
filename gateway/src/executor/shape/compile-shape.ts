import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { Data } from '../execution.ts';
import { isInherited, own } from '../merge.ts';
import { INVALID, leafReader, type LeafReader } from './leaves.ts';
import type { Selected } from './complete.ts';
import { setsBelow, type Selections } from './selections.ts';

/**
 * Makes the client's answer from what was fetched, or returns `ODD` when anything in it is not as the schema promises:
 * a field missing, a null where there may be none, a value of another type. The rare odd answer is completed again, with
 * paths and errors, by `completeData`.
 */
export type Shape = (data: Data) => Data | typeof ODD;

export const ODD = Symbol('odd');

/**
 * Compiles a shape to JavaScript: a function for each object type and selection, whose body is one object literal, so
 * that every answer of an operation has the same hidden classes. Client-chosen names enter the source as JSON strings.
 */
export function compileShape({ schema, root, set, selections }: Selected, variables: Variables): Shape {
  const source = new ShapeSource(schema, selections, variables);
  const entry = source.object(root, [set]);
  return source.build(entry);
}

const PRELUDE = `'use strict';
class Odd {}
const oddness = new Odd();
function odd() { throw oddness; }
function isObject(v) { return typeof v === 'object' && v !== null && !Array.isArray(v); }
function read(v, reader) { const r = reader(v); return r === INVALID ? odd() : r; }
`;

class ShapeSource {
  readonly #schema: GraphQLSchema;
  readonly #selections: Selections;
  readonly #variables: Variables;
  readonly #functions: string[] = [];
  readonly #readers = new Map<string, LeafReader>();
  /** Function names by type and selection sets. */
  readonly #known = new Map<string, Map<readonly SelectionSetNode[], string>>();
  readonly #setsByField = new Map<readonly FieldNode[], readonly SelectionSetNode[]>();

  constructor(schema: GraphQLSchema, selections: Selections, variables: Variables) {
    this.#schema = schema;
    this.#selections = selections;
    this.#variables = variables;
  }

  build(entry: string): Shape {
    const names = [...this.#readers.keys()].map((name) => `const ${readerName(name)} = readers.get(${quote(name)});`);
    const code = `${PRELUDE}${names.join('\n')}
${this.#functions.join('\n')}
return (data) => { try { return ${entry}(data); } catch (error) { if (error === oddness) return ODD; throw error; } };`;
    // eslint-disable-next-line no-new-func -- the source is made of schema names and JSON strings only
    const make = new Function('readers', 'own', 'INVALID', 'ODD', code) as (
      ...given: [ReadonlyMap<string, LeafReader>, typeof own, typeof INVALID, typeof ODD]
    ) => Shape;
    return make(this.#readers, own, INVALID, ODD);
  }

  /** The name of a function that shapes an object of one type. */
  object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    return this.#once(`object ${type.name}`, sets, (name) => {
      const members: string[] = [];
      for (const [key, fields] of this.#selections.collect(type, sets, this.#variables)) {
        members.push(`${literalKey(key)}: ${this.#field(type, key, fields)}`);
      }
      return `function ${name}(v) { return isObject(v) ? { ${members.join(', ')} } : odd(); }`;
    });
  }

  #field(type: GraphQLObjectType, key: string, fields: readonly FieldNode[]): string {
    const fieldName = fields[0]!.name.value;
    if (fieldName === '__typename') return quote(type.name);
    const from = this.#selections.sourceKey(key, fieldName);
    const access = isInherited(from) ? `own(v, ${quote(from)})` : `v[${quote(from)}]`;
    if (fieldName === '__schema' || fieldName === '__type') return access;
    const field = type.getFields()[fieldName]!;
    return this.#value(field.type, access, this.#setsOf(fields));
  }

  /** An expression that shapes the value of another one. */
  #value(type: GraphQLOutputType, access: string, sets: readonly SelectionSetNode[]): string {
    return `${this.#completer(type, sets)}(${access})`;
  }

  #completer(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): string {
    const isRequired = isNonNullType(type);
    const nullable = isRequired ? type.ofType : type;
    const onNull = isRequired ? 'odd()' : 'null';
    return this.#once(`value ${String(type)}`, sets, (name) => {
      if (isListType(nullable)) {
        const item = this.#value(nullable.ofType as GraphQLOutputType, 'v[i]', sets);
        return `function ${name}(v) {
  if (v === null) return ${onNull};
  if (!Array.isArray(v)) return odd();
  const items = new Array(v.length);
  for (let i = 0; i < v.length; i += 1) items[i] = ${item};
  return items;
}`;
      }
      if (isLeafType(nullable)) return this.#leaf(name, nullable, onNull);
      if (isObjectType(nullable)) {
        const shape = this.object(nullable, sets);
        const isType = `v.__typename === undefined || v.__typename === ${quote(nullable.name)}`;
        return `function ${name}(v) { return v === null ? ${onNull} : v !== undefined && (${isType}) ? ${shape}(v) : odd(); }`;
      }
      if (!isAbstractType(nullable)) throw new Error(`no way to shape a ${String(type)}`);
      const cases = this.#schema
        .getPossibleTypes(nullable)
        .map((possible) => `case ${quote(possible.name)}: return ${this.object(possible, sets)}(v);`);
      const any = this.#selections.anyOf(nullable, sets, this.#variables);
      if (any !== null) cases.push(`case undefined: return ${this.object(any, sets)}(v);`);
      return `function ${name}(v) {
  if (v === null) return ${onNull};
  if (v === undefined) return odd();
  switch (v.__typename) { ${cases.join(' ')} }
  return odd();
}`;
    });
  }

  #leaf(name: string, type: GraphQLLeafType, onNull: string): string {
    const simple = SIMPLE_LEAVES[type.name];
    if (simple !== undefined) return `function ${name}(v) { return ${simple} ? v : v === null ? ${onNull} : odd(); }`;
    if (!this.#readers.has(type.name)) this.#readers.set(type.name, leafReader(type));
    const reader = readerName(type.name);
    return `function ${name}(v) { return v === null ? ${onNull} : v === undefined ? odd() : read(v, ${reader}); }`;
  }

  /** One array for equal fields, so that functions are found again. */
  #setsOf(fields: readonly FieldNode[]): readonly SelectionSetNode[] {
    const known = this.#setsByField.get(fields);
    if (known) return known;
    const sets = setsBelow(fields);
    const shared = sets.length === 0 ? NO_SETS : sets;
    this.#setsByField.set(fields, shared);
    return shared;
  }

  #once(kind: string, sets: readonly SelectionSetNode[], write: (name: string) => string): string {
    let bySets = this.#known.get(kind);
    if (bySets === undefined) this.#known.set(kind, (bySets = new Map()));
    const known = bySets.get(sets);
    if (known !== undefined) return known;
    const name = `f${this.#functions.length}_${bySets.size}`;
    bySets.set(sets, name);
    const at = this.#functions.push('') - 1;
    this.#functions[at] = write(name);
    return name;
  }
}

/** Leaves of all selections share a completer. */
const NO_SETS: readonly SelectionSetNode[] = [];

const SIMPLE_LEAVES: Readonly<Record<string, string>> = {
  String: "typeof v === 'string'",
  Boolean: "typeof v === 'boolean'",
  Float: "typeof v === 'number'",
  Int: "typeof v === 'number' && (v | 0) === v",
};

const quote = (text: string): string => JSON.stringify(text);

/** A key in an object literal; in brackets, `__proto__` is a key like any other. */
const literalKey = (key: string): string => (key === '__proto__' ? '["__proto__"]' : quote(key));

const readerName = (typeName: string): string => `read_${typeName}`;
