import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  validate,
  visit,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { hashOf } from './random.ts';
import type { Answering } from './stand-ins.ts';

/** How often things go wrong: one in so many, or never. */
export interface Trouble {
  readonly nulls?: number;
  readonly errors?: number;
  /** Entities that a subgraph does not know. */
  readonly missing?: number;
}

/** An entity is known by its number in every subgraph; any other object by the way that leads to it. */
interface Invented {
  readonly __typename: string;
  readonly identity: string;
}

type Source = Partial<Invented> & Readonly<Record<string, unknown>>;

/** What errors of these subgraphs begin with. */
export const INVENTED_ERROR = 'invented: ';

const ENTITIES = 20;
const LONGEST_LIST = 3;

/**
 * A subgraph that answers anything its schema allows. Every value is a function of type, field, arguments and entity,
 * so that it is the same in whichever subgraph and by whichever plan it is fetched; keys come and go unchanged, and
 * what `@requires` asks for must have been sent and goes into the value. `trouble` strikes by the same rule.
 */
export function inventedSubgraph(name: string, sdl: string, trouble: Trouble): Answering {
  const { keys, requires } = readDirectives(sdl);
  const resolvers = Object.fromEntries(
    [...keys.keys()].map((type) => [
      type,
      {
        __resolveReference(representation: Source): Source | null {
          const { identity } = entity(type, representation, keys.get(type)!);
          return strikes(trouble.missing, `${name} ${identity}`) ? null : { ...representation, identity };
        },
      },
    ]),
  );
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);

  const fieldResolver: GraphQLFieldResolver<Source | undefined, unknown> = (source = {}, args, _context, info) => {
    const type = info.parentType.name;
    const { fieldName } = info;
    const identity = source.identity ?? type;
    if (keys.get(type)?.has(fieldName)) return identity.slice(identity.indexOf('#') + 1);

    const required = (requires.get(`${type}.${fieldName}`) ?? []).map((field) => {
      if (source[field] === undefined) throw new Error(`${type}.${fieldName} is asked for without ${field}`);
      return [field, source[field]];
    });
    const way = `${type} ${identity} ${fieldName} ${canonical(args)} ${canonical(required)}`;
    if (strikes(trouble.errors, `error ${way}`)) throw new Error(`${INVENTED_ERROR}${type}.${fieldName}`);
    if (!isNonNullType(info.returnType) && strikes(trouble.nulls, `null ${way}`)) return null;
    return invent(schema, info.returnType, way, keys);
  };

  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query);
    const invalid = validate(schema, document);
    if (invalid.length > 0) throw new AggregateError(invalid, `${name} was sent an invalid operation: ${query}`);
    documents.set(query, document);
    return document;
  };

  return async (query, variableValues) => ({
    body: await execute({
      schema,
      document: documentOf(query),
      variableValues,
      fieldResolver: fieldResolver as GraphQLFieldResolver<unknown, unknown>,
    }),
  });
}

/** Key fields by type, and what each field requires; all keys of the marketplace are plain fields. */
function readDirectives(sdl: string): { keys: Map<string, Set<string>>; requires: Map<string, string[]> } {
  const keys = new Map<string, Set<string>>();
  const requires = new Map<string, string[]>();
  const topLevel = (fields: string): string[] =>
    fields
      .replace(/\{[^}]*\}/g, ' ')
      .trim()
      .split(/\s+/);
  visit(parse(sdl), {
    ObjectTypeDefinition(type) {
      const fieldsOf = (on: typeof type | NonNullable<(typeof type)['fields']>[number], directive: string): string[] =>
        (on.directives ?? [])
          .filter((used) => used.name.value === directive)
          .flatMap((used) => used.arguments ?? [])
          .filter((argument) => argument.name.value === 'fields')
          .flatMap(({ value }) => (value.kind === Kind.STRING ? topLevel(value.value) : []));
      const found = fieldsOf(type, 'key');
      if (found.length > 0) keys.set(type.name.value, new Set(found));
      for (const field of type.fields ?? []) {
        const needed = fieldsOf(field, 'requires');
        if (needed.length > 0) requires.set(`${type.name.value}.${field.name.value}`, needed);
      }
    },
  });
  return { keys, requires };
}

function entity(type: string, representation: Source, keyFields: ReadonlySet<string>): Invented {
  const known = [...keyFields].find((field) => representation[field] !== undefined);
  if (known === undefined) throw new Error(`no key of ${type} in ${JSON.stringify(representation)}`);
  return { __typename: type, identity: `${type}#${String(representation[known])}` };
}

function invent(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  way: string,
  keys: ReadonlyMap<string, unknown>,
): unknown {
  const nullable = getNullableType(type);
  const hash = hashOf(way);
  if (isListType(nullable)) {
    const length = hash % (LONGEST_LIST + 1);
    return Array.from({ length }, (_, index) => invent(schema, nullable.ofType, `${way} ${index}`, keys));
  }
  if (isAbstractType(nullable)) {
    const possible = schema.getPossibleTypes(nullable).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return invent(schema, possible[hash % possible.length]!, way, keys);
  }
  if (isObjectType(nullable)) {
    const { name } = nullable;
    const identity = keys.has(name) ? `${name}#${hash % ENTITIES}` : `${name} ${hash}`;
    return { __typename: name, identity } satisfies Invented;
  }
  if (isEnumType(nullable)) return nullable.getValues()[hash % nullable.getValues().length]!.value;
  return leaf(nullable.name, hash);
}

function leaf(type: string, hash: number): unknown {
  switch (type) {
    case 'Int':
      return hash % 1_000;
    case 'Float':
      return (hash % 1_000) / 8;
    case 'Boolean':
      return hash % 2 === 0;
    case 'JSON':
      return { of: [hash % 10, null, { text: `${hash}` }] };
    default:
      return `${type} ${hash}`;
  }
}

const strikes = (oneIn: number | undefined, way: string): boolean => oneIn !== undefined && hashOf(way) % oneIn === 0;

/** The same text for the same value, in whichever order its fields came. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${name}:${canonical(field)}`).join()}}`;
}
