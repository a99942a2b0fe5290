import { Kind, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { AppError } from '../../errors/index.ts';

/** What the gateway knows of an entity: its type, its key fields, and the fields that `@requires` asked for. */
export interface Reference {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/**
 * Loads all entities of one type that a request refers to, in the order of the references: the object,
 * null when it is gone, or an Error that costs this entity only. One query is all it should take.
 */
export type ReferenceResolver<Context> = (
  references: readonly Reference[],
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<readonly (object | Error | null)[]>;

/** The Federation specification allows interfaces of entities here; Emporium has none, so a name is a type's. */
export type ReferenceResolvers<Context> = Readonly<Record<string, ReferenceResolver<Context>>>;

/** For another subgraph's entity: its key is all there is to it here, and what this subgraph adds is loaded field by field. */
export const asGiven: ReferenceResolver<unknown> = (references) => Promise.resolve(references);

/** Each by its `id`, for loaders: they gather the ids of one request into one statement. */
export const eachById =
  <Id extends string, Context>(
    load: (id: Id, context: Context) => Promise<object | null>,
  ): ReferenceResolver<Context> =>
  (references, context) =>
    Promise.all(references.map(({ id }) => load(id as Id, context)));

/** More in one request than any page shows is a mistake or an attack. */
const MAX_REFERENCES = 5_000;

/**
 * `_entities` answered with one call per type, where the libraries make one per entity. A type whose
 * resolver throws loses its own entities only.
 */
export function entitiesResolver<Context>(
  entities: readonly GraphQLObjectType[],
  resolvers: ReferenceResolvers<Context>,
): GraphQLFieldResolver<unknown, Context, { representations: readonly Reference[] }> {
  assertCoversEntities(entities, resolvers);

  return async (_root, { representations }, context, info) => {
    if (representations.length > MAX_REFERENCES) {
      throw new AppError('BAD_USER_INPUT', `At most ${MAX_REFERENCES} entities can be asked for at once.`);
    }
    const groups = new Map<string, { references: Reference[]; positions: number[] }>();
    representations.forEach((reference, position) => {
      const group = groups.get(reference.__typename) ?? { references: [], positions: [] };
      if (group.references.length === 0) groups.set(reference.__typename, group);
      group.references.push(reference);
      group.positions.push(position);
    });

    const entities: (object | null)[] = representations.map(() => null);
    await Promise.all(
      Array.from(groups, async ([type, { references, positions }]) => {
        const rows = await loadGroup(type, references, resolvers, context, info);
        positions.forEach((position, index) => (entities[position] = named(type, rows[index] ?? null)));
      }),
    );
    return entities;
  };
}

async function loadGroup<Context>(
  type: string,
  references: readonly Reference[],
  resolvers: ReferenceResolvers<Context>,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly (object | Error | null)[]> {
  try {
    if (!Object.hasOwn(resolvers, type)) throw new Error(`no reference resolver for "${type}"`);
    const rows = await resolvers[type]!(references, context, info);
    if (rows.length !== references.length) {
      throw new Error(`the reference resolver of "${type}" answered ${rows.length} of ${references.length} references`);
    }
    return rows;
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(`not an Error: ${String(error)}`);
    return references.map(() => failure);
  }
}

/** graphql-js finds the object type of an entity by its `__typename`; rows that carry one cost nothing here. */
function named(type: string, row: object | null): object | null {
  if (row === null || row instanceof Error || '__typename' in row) return row;
  return Object.defineProperty(row, '__typename', { value: type, configurable: true });
}

function assertCoversEntities(entities: readonly GraphQLObjectType[], resolvers: object): void {
  const names = entities.filter(isResolvable).map((type) => type.name);
  const missing = names.filter((name) => !Object.hasOwn(resolvers, name));
  const surplus = Object.keys(resolvers).filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`entities without a reference resolver: ${missing.join(', ')}`);
  if (surplus.length > 0) throw new Error(`reference resolvers without an entity: ${surplus.join(', ')}`);
}

/** `@key(…, resolvable: false)` only names an entity of another subgraph; nobody asks this one for it. */
const isResolvable = (type: GraphQLObjectType): boolean =>
  (type.astNode?.directives ?? []).some(
    (directive) =>
      directive.name.value === 'key' &&
      !directive.arguments?.some(
        ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      ),
  );
