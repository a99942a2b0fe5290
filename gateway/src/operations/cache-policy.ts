import {
  getNamedType,
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** `Cache-Control` for the answer of an operation that is the same for everybody; null when no cache may keep it. */
export type CachePolicy = (document: DocumentNode) => string | null;

interface Hint {
  readonly maxAge: number | null;
  readonly isPrivate: boolean;
  readonly inherits: boolean;
}

/**
 * `@cacheControl(maxAge:, scope:, inheritMaxAge:)` of the supergraph, read as Apollo Server reads it: an answer lives as
 * long as its shortest-lived field; root fields and fields that return objects live 0 seconds unless the field, or the
 * type it returns, says more; other fields live as long as their parent. A schema without the directive lets nothing be kept.
 */
export function createCachePolicy(supergraph: DocumentNode, schema: GraphQLSchema): CachePolicy {
  const hints = readHints(supergraph);
  if (hints.size === 0) return () => null;
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);

  return (document) => {
    const types = new TypeInfo(schema);
    let seconds = Infinity;
    const Field = {
      enter() {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field || field.name.startsWith('__')) return;
        const returned = getNamedType(field.type);
        const own = hints.get(`${parent.name}.${field.name}`);
        const ofType = isCompositeType(returned) ? hints.get(returned.name) : undefined;
        if (own?.isPrivate || ofType?.isPrivate) seconds = 0;
        const maxAge = own?.maxAge ?? ofType?.maxAge ?? null;
        const inherits = !isCompositeType(returned) || own?.inherits || ofType?.inherits;
        if (maxAge !== null) seconds = Math.min(seconds, maxAge);
        else if (!inherits || roots.has(parent as never)) seconds = 0;
      },
    };
    visit(document, visitWithTypeInfo(types, { Field }));
    return seconds > 0 && seconds < Infinity ? `public, max-age=${seconds}` : null;
  };
}

function readHints(supergraph: DocumentNode): ReadonlyMap<string, Hint> {
  const hints = new Map<string, Hint>();
  const note = (name: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const directive = directives?.find((candidate) => candidate.name.value === 'cacheControl');
    if (directive) hints.set(name, hintIn(directive));
  };
  for (const definition of supergraph.definitions) {
    const { kind } = definition;
    if (kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_DEFINITION) {
      note(definition.name.value, definition.directives);
      for (const field of definition.fields ?? []) {
        note(`${definition.name.value}.${field.name.value}`, field.directives);
      }
    } else if (kind === Kind.UNION_TYPE_DEFINITION) note(definition.name.value, definition.directives);
  }
  return hints;
}

function hintIn({ arguments: given = [] }: ConstDirectiveNode): Hint {
  const valueOf = (name: string) => given.find((argument) => argument.name.value === name)?.value;
  const maxAge = valueOf('maxAge');
  const scope = valueOf('scope');
  const inherits = valueOf('inheritMaxAge');
  return {
    maxAge: maxAge?.kind === Kind.INT ? Number(maxAge.value) : null,
    isPrivate: scope?.kind === Kind.ENUM && scope.value === 'PRIVATE',
    inherits: inherits?.kind === Kind.BOOLEAN && inherits.value,
  };
}
