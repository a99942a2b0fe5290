import {
  getNamedType,
  isAbstractType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

const PROTECTING = new Set(['authenticated', 'requiresScopes', 'policy']);

/** Types (`User`) and fields (`User.email`) of the supergraph that ask who the viewer is. */
export type ProtectedFields = ReadonlySet<string>;

export function protectedFields(supergraphSdl: string): ProtectedFields {
  const found = new Set<string>();
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    if (isProtecting('directives' in definition ? definition.directives : [])) found.add(definition.name.value);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      if (isProtecting(field.directives)) found.add(`${definition.name.value}.${field.name.value}`);
    }
  }
  return found;
}

/** True when any field that the document selects, at any depth, or the type it returns, is protected. */
export function asksForViewer(document: DocumentNode, schema: GraphQLSchema, fields: ProtectedFields): boolean {
  const types = new TypeInfo(schema);
  let asks = false;
  const onField = {
    enter() {
      const parent = types.getParentType();
      const name = types.getFieldDef()?.name;
      const returned = getNamedType(types.getType());
      if (!parent || name === undefined) return;
      const owners = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
      asks ||=
        owners.some((owner) => fields.has(owner.name) || fields.has(`${owner.name}.${name}`)) ||
        (returned ? fields.has(returned.name) : false);
    },
  };
  visit(document, visitWithTypeInfo(types, { Field: onField }));
  return asks;
}

const isProtecting = (directives: readonly DirectiveNode[] | undefined): boolean =>
  directives?.some(({ name }) => PROTECTING.has(name.value)) ?? false;
