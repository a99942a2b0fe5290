import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type TypeDefinitionNode,
} from 'graphql';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const IMPORTABLE = new Set([
  'key', 'shareable', 'external', 'requires', 'provides', 'override', 'tag', 'inaccessible', 'interfaceObject',
  'composeDirective', 'authenticated', 'requiresScopes', 'policy', 'cost', 'listSize',
]); // prettier-ignore
/**
 * Apollo's hints for caches, which composition keeps in the supergraph as it keeps any directive that is linked, defined
 * and composed. Without `scope`: what is not for everybody has no hint.
 */
const CACHE_CONTROL = {
  name: 'cacheControl',
  specification: 'https://specs.emporium.example/cacheControl/v0.1',
  definition:
    'directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION',
};
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
const ENTITY_FIELDS = new Set(['_entities', '_service']);

/**
 * The schema definition of one subgraph. The same classes give the same text, whatever else is loaded in the
 * process: types by name, root fields by name, other fields as declared, and only the imports that are used.
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const document = getDocumentNodeFromSchema(schema);
  const types = document.definitions.filter(isTypeDefinition).filter((type) => !isEmptyRoot(type));
  const sorted = withInternalEnumsHidden(types)
    .map(withSortedRootFields)
    .sort((a, b) => compareText(a.name.value, b.name.value));
  const body: DocumentNode = { kind: Kind.DOCUMENT, definitions: sorted };
  return `${print(parse(preamble(body)))}\n\n${print(body)}\n`;
}

function preamble(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Directive: (node) => void used.add(node.name.value) });
  const cached = used.has(CACHE_CONTROL.name);
  if (cached) used.add('composeDirective');
  const imports = [...used].filter((name) => IMPORTABLE.has(name)).sort();
  const schema = `extend schema ${link(FEDERATION, imports)}`;
  if (!cached) return schema;
  const { name, specification, definition } = CACHE_CONTROL;
  return `${schema} ${link(specification, [name])} @composeDirective(name: "@${name}") ${definition}`;
}

const link = (url: string, imports: readonly string[]): string =>
  `@link(url: "${url}", import: [${imports.map((name) => `"@${name}"`).join(', ')}])`;

function withSortedRootFields(type: TypeDefinitionNode): TypeDefinitionNode {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || !ROOTS.has(type.name.value)) return type;
  const fields = (type.fields ?? []).filter((field) => !ENTITY_FIELDS.has(field.name.value));
  return { ...type, fields: [...fields].sort(byName) };
}

/** An enum takes no decorator: one that nothing but `@inaccessible` types and fields mention is hidden with them. */
function withInternalEnumsHidden(types: readonly TypeDefinitionNode[]): TypeDefinitionNode[] {
  const seen = new Set<string>();
  for (const type of types) {
    visit(type, {
      enter: (node) => ('directives' in node && node.directives?.some(isInaccessible) ? false : undefined),
      NamedType: (node) => void seen.add(node.name.value),
    });
  }
  return types.map((type) =>
    type.kind !== Kind.ENUM_TYPE_DEFINITION || seen.has(type.name.value)
      ? type
      : { ...type, directives: [...(type.directives ?? []), INACCESSIBLE] },
  );
}

const INACCESSIBLE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };
const isInaccessible = (directive: DirectiveNode): boolean => directive.name.value === INACCESSIBLE.name.value;

const byName = (a: FieldDefinitionNode, b: FieldDefinitionNode): number => compareText(a.name.value, b.name.value);
// not localeCompare: the order must not depend on the machine's language
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isEmptyRoot = (type: TypeDefinitionNode): boolean =>
  type.kind === Kind.OBJECT_TYPE_DEFINITION && ROOTS.has(type.name.value) && !type.fields?.length;

function isTypeDefinition(node: DefinitionNode): node is TypeDefinitionNode {
  return (
    node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION && node.kind.endsWith('TypeDefinition')
  );
}
