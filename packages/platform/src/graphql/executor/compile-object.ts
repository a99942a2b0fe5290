import {
  getNullableType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isNonNullType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { CompiledField } from './compile-field.ts';
import { isPromise, type CompleteObject } from './execution.ts';

/** A field with its name in the answer; null is `__typename`. */
export type NamedField = readonly [key: string, field: CompiledField | null];

/** A value of which these hold needs no completion. */
const AS_IT_IS = new Map<GraphQLOutputType, (value: string) => string>([
  [GraphQLString, (value) => `typeof ${value} === 'string'`],
  [GraphQLID, (value) => `typeof ${value} === 'string'`],
  [GraphQLInt, (value) => `typeof ${value} === 'number' && (${value} | 0) === ${value}`],
  [GraphQLFloat, (value) => `typeof ${value} === 'number' && Number.isFinite(${value})`],
  [GraphQLBoolean, (value) => `typeof ${value} === 'boolean'`],
]);

/**
 * Writes the function that answers one selection on one type, and has the engine compile it. An object literal with all
 * fields makes every answer of the same hidden class, each property is read where it stands, and strings, numbers and
 * booleans that are in order cost no call: a loop over the fields has none of the three.
 *
 * Nothing of the text comes from outside but names of GraphQL, which are letters, digits and underscores.
 */
export function compileObject(type: GraphQLObjectType, named: readonly NamedField[]): CompleteObject {
  const fields = named.map(([, field]) => field);
  const keys = named.map(([key]) => key);
  const values = named.map((_, index) => `v${index}`);
  const answers = named.map(([key, field], index) =>
    // In brackets even `__proto__` is a name like any other.
    field === null ? `[${JSON.stringify(key)}]: ${JSON.stringify(type.name)}` : `[${JSON.stringify(key)}]: v${index}`,
  );
  const text = `
    ${named.map(([, field], index) => (field === null ? '' : `const f${index} = fields[${index}];`)).join('\n')}
    return (source, execution, path) => {
      const row = (typeof source === 'object' && source !== null) || typeof source === 'function' ? source : NOTHING;
      let pending = false;
      ${values.length === 0 ? '' : `let ${values.join(', ')};`}
      try {
        ${named.map(([, field], index) => (field === null ? '' : statementOf(field, index))).join('\n')}
      } catch (error) {
        if (!pending) throw error;
        return failAfter([${values.join(', ')}], error);
      }
      const answer = { ${answers.join(', ')} };
      return pending ? settle(answer, keys) : answer;
    };`;
  // oxlint-disable-next-line no-implied-eval -- see above for what is in the text
  const make = new Function('fields', 'keys', 'isPromise', 'settle', 'failAfter', 'NOTHING', text);
  return make(fields, keys, isPromise, settle, failAfter, Object.freeze({})) as CompleteObject;
}

/** Computes `v<index>`. */
function statementOf({ definition }: CompiledField, index: number): string {
  const [field, value] = [`f${index}`, `v${index}`];
  const await_ = `if (isPromise(${value})) pending = true;`;
  if (definition.resolve) return `${value} = ${field}.run(source, execution, path); ${await_}`;

  const read = `try { ${value} = row[${JSON.stringify(definition.name)}]; } catch (error) { ${value} = ${field}.fail(error, execution, path); }`;
  const finish = `{ ${value} = ${field}.finish(${value}, source, execution, path); ${await_} }`;
  const test = AS_IT_IS.get(getNullableType(definition.type));
  if (test === undefined) return `${read} ${finish}`;
  const absent = isNonNullType(definition.type) ? '' : `if (${value} == null) ${value} = null; else `;
  return `${read} if (!(${test(value)})) { ${absent}${finish} }`;
}

/** Puts in place what the promises of an answer bring. */
async function settle(answer: Record<string, unknown>, keys: readonly string[]): Promise<Record<string, unknown>> {
  const waiting = keys.filter((key) => isPromise(answer[key]));
  const values = await Promise.all(waiting.map((key) => answer[key]));
  waiting.forEach((key, index) => Object.defineProperty(answer, key, { value: values[index] }));
  return answer;
}

/** A field failed for good while others are under way: what becomes of them is heard, and of no interest. */
async function failAfter(values: readonly unknown[], error: unknown): Promise<never> {
  try {
    await Promise.all(values);
  } catch {
    // This one came later.
  }
  throw error;
}
