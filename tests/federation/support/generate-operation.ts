import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Asked } from './answer.ts';
import { seededRandom, type Random } from './random.ts';

const DEEPEST = 6;
const DEEPEST_INPUT = 3;

/** An operation that depends on the schema and the seed alone. Nearly always valid; whoever runs it checks. */
export function generateOperation(schema: GraphQLSchema, seed: number): Required<Omit<Asked, 'operationName'>> {
  return new Generator(schema, seededRandom(seed)).operation();
}

/** Any value that the type allows. */
export function inventInput(type: GraphQLInputType, random: Random, depth = 0): unknown {
  if (isNonNullType(type)) return inventInput(type.ofType, random, depth);
  if (isListType(type)) return Array.from({ length: random.below(3) }, () => inventInput(type.ofType, random, depth));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    // Of a @oneOf input exactly one; of others what must be, and some of the rest.
    const given = type.isOneOf
      ? [random.pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || (depth < DEEPEST_INPUT && random.chance(0.3)));
    return Object.fromEntries(given.map((field) => [field.name, inventInput(field.type, random, depth + 1)]));
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  switch (type.name) {
    case 'Int':
      return random.below(50);
    case 'Float':
      return random.below(50) / 4;
    case 'Boolean':
      return random.chance(0.5);
    default:
      return `${type.name} ${random.below(50)}`;
  }
}

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  operation(): Required<Omit<Asked, 'operationName'>> {
    const mutation = this.#random.chance(0.15);
    const root = mutation ? this.#schema.getMutationType()! : this.#schema.getQueryType()!;
    const selections = this.#random.some(Object.values(root.getFields()), 1, 3).map((field) => this.#field(field, 1));
    if (this.#random.chance(0.1)) selections.push('__typename');
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    const head = `${mutation ? 'mutation' : 'query'} Generated${declared}`;
    return {
      query: [`${head} { ${selections.join(' ')} }`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.#random.chance(0.25));
    const values = given.map((argument) => `${argument.name}: ${this.#argument(argument)}`);
    // The same field with other arguments needs a name of its own.
    const alias = values.length > 0 || this.#random.chance(0.1) ? `${this.#name('a')}: ` : '';
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? ` ${this.#selectionSet(type, depth)}` : '';
    return `${alias}${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${this.#condition()}${inner}`;
  }

  #selectionSet(type: GraphQLCompositeType, depth: number): string {
    const selections: string[] = [];
    if ('getFields' in type) {
      const possible = Object.values(type.getFields()).filter(
        (field) => depth < DEEPEST || isLeafType(getNamedType(field.type)),
      );
      for (const field of this.#random.some(possible, 1, depth < 3 ? 5 : 3))
        selections.push(this.#field(field, depth + 1));
    }
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      for (const one of this.#random.some(possible, 1, 3)) selections.push(this.#fragment(one, depth));
    } else if (depth < DEEPEST && isObjectType(type) && this.#random.chance(0.1)) {
      // The same type once more: selections merge.
      selections.push(this.#fragment(type, depth));
    }
    if (selections.length === 0 || this.#random.chance(0.2)) selections.push('__typename');
    return `{ ${selections.join(' ')} }`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const inner = this.#selectionSet(type, depth + 1);
    if (this.#random.chance(0.7)) return `... on ${type.name}${this.#condition()} ${inner}`;
    const name = this.#name('F');
    this.#fragments.push(`fragment ${name} on ${type.name} ${inner}`);
    return `...${name}${this.#condition()}`;
  }

  #condition(): string {
    if (!this.#random.chance(0.06)) return '';
    const value = this.#random.chance(0.4);
    return ` @${this.#random.pick(['skip', 'include'])}(if: ${
      this.#random.chance(0.3) ? String(value) : this.#variable('Boolean!', value)
    })`;
  }

  #argument({ type }: GraphQLArgument): string {
    const value = !isNonNullType(type) && this.#random.chance(0.1) ? null : inventInput(type, this.#random);
    return this.#random.chance(0.5) ? this.#variable(String(type), value) : literal(type, value);
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name('v');
    this.#declared.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }
}

/** The value as it is written in a document. */
function literal(type: GraphQLInputType, value: unknown): string {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isListType(nullable)) return `[${(value as unknown[]).map((item) => literal(nullable.ofType, item)).join(', ')}]`;
  if (isEnumType(nullable)) return value as string;
  if (!isInputObjectType(nullable)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, field]) => `${name}: ${literal(nullable.getFields()[name]!.type, field)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
