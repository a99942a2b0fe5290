import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { librarySchema } from './guarded-library.ts';

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface GeneratedOperation {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 4;

/**
 * An operation on the library: aliases, equal response keys, conditions, inline and named fragments on objects and
 * interfaces. Not always valid, since equal response keys may conflict. Through an interface it selects no more than
 * what every object behind it asks the same for, so that what it may see can be told from the object alone.
 */
export function generateOperation(random: () => number): GeneratedOperation {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const kind = pick(['query', 'query', 'query', 'mutation'] as const);
  const fragments: string[] = [];
  const used = new Set<string>();
  let aliases = 0;

  const condition = (): string => {
    if (random() > 0.25) return '';
    const name = pick(['yes', 'no']);
    used.add(name);
    return ` @${pick(['skip', 'include'])}(if: $${name})`;
  };

  const field = (type: GraphQLObjectType, { name, args, type: of }: GraphQLField<unknown, unknown>, depth: number) => {
    const alias = random() < 0.4 ? `k${random() < 0.5 ? 0 : (aliases += 1)}: ` : '';
    let given = '';
    if (args.some((arg) => arg.name === 'first') && random() < 0.5) {
      used.add('first');
      given = '(first: $first)';
    }
    const named = getNamedType(of);
    const below = isCompositeType(named) ? ` ${selectionSet(named, possible(named), depth + 1)}` : '';
    return `${alias}${name}${given}${condition()}${below}`;
  };

  const selection = (type: GraphQLCompositeType, at: readonly GraphQLObjectType[], depth: number): string => {
    const dice = random();
    if (dice < 0.1) return `__typename${condition()}`;
    if (dice < 0.35) {
      const conditions = CONDITIONS.filter((other) => possible(other).some((one) => at.includes(one)));
      const on = pick(conditions);
      const inside = possible(on).filter((one) => at.includes(one));
      if (random() < 0.5) return `... on ${on.name}${condition()} ${selectionSet(on, inside, depth)}`;
      const body = selectionSet(on, inside, depth);
      fragments.push(`fragment F${fragments.length} on ${on.name} ${body}`);
      return `...F${fragments.length - 1}${condition()}`;
    }
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const fitting = fields.filter(
      (one) =>
        (depth < MAX_DEPTH || !isCompositeType(getNamedType(one.type))) &&
        (!isAbstractType(type) || at.length === 1 || one.name === 'title' || one.name === 'sequel'),
    );
    return fitting.length === 0 ? '__typename' : field(type as GraphQLObjectType, pick(fitting), depth);
  };

  const selectionSet = (type: GraphQLCompositeType, at: readonly GraphQLObjectType[], depth: number): string => {
    const count = 1 + Math.floor(random() * 4);
    return `{ ${Array.from({ length: count }, () => selection(type, at, depth)).join(' ')} }`;
  };

  const root = librarySchema.getType(kind === 'query' ? 'Query' : 'Mutation') as GraphQLObjectType;
  const body = selectionSet(root, [root], 0);
  const variables = { yes: true, no: false, first: 1 };
  const types = { yes: 'Boolean!', no: 'Boolean!', first: 'Int' };
  const declared = [...used].map((name) => `$${name}: ${types[name as keyof typeof types]}`).join(', ');
  return { source: `${kind}${declared && ` (${declared})`} ${body} ${fragments.join(' ')}`, variables };
}

const possible = (type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? librarySchema.getPossibleTypes(type) : [type];

const CONDITIONS = ['Book', 'Film', 'Diary', 'Author', 'Vault', 'Work', 'Node', 'Query', 'Mutation'].map(
  (name) => librarySchema.getType(name) as GraphQLCompositeType,
);
