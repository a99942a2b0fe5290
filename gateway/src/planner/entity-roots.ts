import {
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
  type ScalarTypeDefinitionNode,
} from 'graphql';

/** A way to plan from entities that are known already, in place of the query's root. */
export interface EntityRoots {
  /** The fields of a type's key; null for a type that is no entity, or whose keys are not plain fields that clients see. */
  keyOf(typename: string): readonly string[] | null;
  /** Writes the supergraph to plan from. */
  sdl(): string;
}

/** The subgraph that would bring the entities; nobody is behind it. */
export const KNOWN_ENTITIES = 'known-entities';

/** The root field under which the entities of a type are. */
export const rootFieldOf = (typename: string): string => `known_${typename}`;

const GRAPH = 'KNOWN_ENTITIES__';
const FLAT_KEY = /^\s*\w+(?:\s+\w+)*\s*$/;

/**
 * Makes of a supergraph another one, in whose query there is nothing but a list of every kind of entity, with keys only,
 * from a subgraph that has nothing else. The plan for `{ known_Product { reviews { body } } }` begins there, and all that
 * follows is what brings `reviews` to products whose keys are known. Any planner can do it.
 */
export function createEntityRoots(supergraph: DocumentNode, schema: GraphQLSchema): EntityRoots {
  const keys = new Map<string, readonly string[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const key = usualKey(definition, schema);
    if (key !== null) keys.set(definition.name.value, key);
  }
  return {
    keyOf: (typename) => keys.get(typename) ?? null,
    sdl: () => print(withRoots(supergraph, keys, schema.getQueryType()!.name)),
  };
}

/** The key that most subgraphs know a type by. */
function usualKey(definition: ObjectTypeDefinitionNode, schema: GraphQLSchema): readonly string[] | null {
  const type = schema.getType(definition.name.value);
  if (!isObjectType(type)) return null;
  const fields = type.getFields();
  const uses = new Map<string, number>();
  for (const { key, resolvable } of joinsOf(definition)) {
    if (key === undefined || resolvable === false || !FLAT_KEY.test(key)) continue;
    const names = key.trim().split(/\s+/);
    if (!names.every((name) => fields[name] && isLeafType(getNamedType(fields[name].type)))) continue;
    uses.set(names.join(' '), (uses.get(names.join(' ')) ?? 0) + 1);
  }
  const [usual] = [...uses].toSorted(([, a], [, b]) => b - a);
  return usual ? usual[0].split(' ') : null;
}

interface Join {
  readonly graph: string;
  readonly key?: string;
  readonly resolvable?: boolean;
}

/** The `@join__type` of a type: which subgraphs have it, by what key (join specification). */
const joinsOf = ({ directives = [] }: ObjectTypeDefinitionNode): Join[] =>
  directives
    .filter(({ name }) => name.value === 'join__type')
    .map(
      (directive) =>
        Object.fromEntries(
          (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
        ) as unknown as Join,
    );

function withRoots(
  supergraph: DocumentNode,
  keys: ReadonlyMap<string, readonly string[]>,
  queryName: string,
): DocumentNode {
  const query = parse(
    `type ${queryName} @join__type(graph: ${GRAPH}) {
      ${[...keys.keys()].map((name) => `${rootFieldOf(name)}: [${name}]`).join('\n')}
    }`,
    { noLocation: true },
  ).definitions[0]!;

  const definitions = supergraph.definitions.map((definition): DefinitionNode => {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
      return { ...definition, values: [...(definition.values ?? []), ...GRAPH_VALUE] };
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    if (definition.name.value === queryName) return query;
    const key = keys.get(definition.name.value);
    return key === undefined ? definition : withKeyKnown(definition, key);
  });
  return { ...supergraph, definitions };
}

/** The entity as the added subgraph has it too, with the fields of its key alone. */
function withKeyKnown(definition: ObjectTypeDefinitionNode, key: readonly string[]): ObjectTypeDefinitionNode {
  const everywhere = [...new Set(joinsOf(definition).map(({ graph }) => graph))].map(fieldIn);
  const fields = (definition.fields ?? []).map((field): FieldDefinitionNode => {
    const directives = field.directives ?? [];
    // A field that names no subgraph is in all that have the type: not in the added one, so they are named.
    const named = directives.some(({ name }) => name.value === 'join__field') ? [] : everywhere;
    const known = key.includes(field.name.value) ? [fieldIn(GRAPH)] : [];
    return { ...field, directives: [...directives, ...named, ...known] };
  });
  return { ...definition, directives: [...(definition.directives ?? []), typeIn(GRAPH, key)], fields };
}

const fieldIn = (graph: string): ConstDirectiveNode => directive(`@join__field(graph: ${graph})`);

const typeIn = (graph: string, key: readonly string[]): ConstDirectiveNode =>
  directive(`@join__type(graph: ${graph}, key: "${key.join(' ')}", resolvable: false)`);

const directive = (text: string): ConstDirectiveNode =>
  (parse(`scalar X ${text}`, { noLocation: true }).definitions[0] as ScalarTypeDefinitionNode).directives![0]!;

const GRAPH_VALUE = (
  parse(`enum X { ${GRAPH} @join__graph(name: "${KNOWN_ENTITIES}", url: "") }`, { noLocation: true })
    .definitions[0] as Extract<DefinitionNode, { kind: Kind.ENUM_TYPE_DEFINITION }>
).values!;
