import { SUBGRAPHS } from '@emporium/contracts/topology';
import {
  isTypeDefinitionNode,
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { SubgraphFiles } from './compose.ts';

/** One type as its subgraphs define it together. */
interface MergedType {
  readonly kind: Kind;
  /** Subgraphs join on it: it is a thing of its own, not a part of what mentions it. */
  isEntity: boolean;
  readonly interfaces: Set<string>;
  readonly members: Set<string>;
  /** Subgraphs that tag the type, and so all that they say of it. */
  readonly openIn: Set<string>;
  readonly fields: Map<string, MergedField>;
}

interface MergedField {
  readonly returns: string;
  readonly takes: Set<string>;
  readonly definedIn: Set<string>;
  isTagged: boolean;
  /** For somebody with scopes; `@tag` on the type around it does not mean it. */
  asksForScopes: boolean;
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const FEDERATION = 'https://specs.apollo.dev/federation/';

/**
 * The subgraphs of a contract: what the tag does not include is `@inaccessible`, so that they compose into a
 * supergraph whose clients see the contract alone, while joins go on using what is hidden.
 *
 * - Of the root types, the tagged fields.
 * - Of an entity, tagged fields, and everything that a subgraph says of it which tags the type itself, or which tags a
 *   field that returns it. An entity of which nothing is included is hidden, with every field that returns it.
 *   What asks for scopes has to be tagged itself.
 * - Other types (values, payloads, errors, inputs, enums, scalars) where something included mentions them, with all
 *   that does not lead to a hidden entity; the rest is unreachable and hidden.
 */
export function contractOf(files: SubgraphFiles, tag: string): SubgraphFiles {
  const documents = SUBGRAPHS.flatMap((name) => {
    const sdl = files[name];
    return sdl === undefined ? [] : [{ name, document: parse(sdl, { noLocation: true }) }];
  });
  const types = mergedTypes(documents, tag);
  const included = includedFields(types);
  return Object.fromEntries(documents.map(({ name, document }) => [name, `${print(hideFrom(document, included))}\n`]));
}

function mergedTypes(
  documents: readonly { name: string; document: DocumentNode }[],
  tag: string,
): ReadonlyMap<string, MergedType> {
  const types = new Map<string, MergedType>();
  const isTagged = (directives: readonly ConstDirectiveNode[] | undefined) =>
    directives?.some(
      ({ name, arguments: given }) =>
        name.value === 'tag' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === tag),
    ) ?? false;
  const typeOf = (name: string, kind: Kind): MergedType => {
    let type = types.get(name);
    if (type === undefined) {
      const nothing = { interfaces: new Set<string>(), members: new Set<string>(), openIn: new Set<string>() };
      type = { kind, isEntity: false, ...nothing, fields: new Map<string, MergedField>() };
      types.set(name, type);
    }
    return type;
  };

  const opened: [type: string, subgraph: string][] = [];
  for (const { name: subgraph, document } of documents) {
    for (const node of document.definitions) {
      if (!isTypeDefinitionNode(node)) continue;
      if (hasDirective(node.directives, 'inaccessible')) continue;
      const type = typeOf(node.name.value, node.kind);
      if (hasDirective(node.directives, 'key')) type.isEntity = true;
      if (isTagged(node.directives)) type.openIn.add(subgraph);
      if ('interfaces' in node) for (const { name } of node.interfaces ?? []) type.interfaces.add(name.value);
      if ('types' in node) for (const { name } of node.types ?? []) type.members.add(name.value);
      if (!('fields' in node)) continue;
      for (const field of node.fields ?? []) {
        if (hasDirective(field.directives, 'external') || hasDirective(field.directives, 'inaccessible')) continue;
        const returns = namedType(field.type);
        const merged = type.fields.get(field.name.value) ?? {
          returns,
          takes: new Set<string>(),
          definedIn: new Set<string>(),
          isTagged: false,
          asksForScopes: false,
        };
        type.fields.set(field.name.value, merged);
        merged.definedIn.add(subgraph);
        for (const argument of (field as FieldDefinitionNode).arguments ?? [])
          merged.takes.add(namedType(argument.type));
        if (hasDirective(field.directives, 'requiresScopes')) merged.asksForScopes = true;
        if (!isTagged(field.directives)) continue;
        merged.isTagged = true;
        opened.push([returns, subgraph]);
      }
    }
  }
  for (const [name, subgraph] of opened) types.get(name)?.openIn.add(subgraph);
  return types;
}

/** The included types with their included fields, found from the root types on. */
function includedFields(types: ReadonlyMap<string, MergedType>): ReadonlyMap<string, ReadonlySet<string>> {
  const isHiddenEntity = (name: string): boolean => {
    const type = types.get(name);
    return (
      type !== undefined &&
      type.isEntity &&
      type.openIn.size === 0 &&
      ![...type.fields.values()].some((field) => field.isTagged)
    );
  };
  const isSaid = (name: string, type: MergedType, field: MergedField): boolean =>
    field.isTagged ||
    (!ROOTS.includes(name) &&
      !field.asksForScopes &&
      (!type.isEntity || [...field.definedIn].some((subgraph) => type.openIn.has(subgraph))));

  const included = new Map<string, Set<string>>();
  const met = new Set<string>();
  const include = (name: string): void => {
    const type = types.get(name);
    if (type === undefined || included.has(name) || isHiddenEntity(name)) return;
    const fields = new Set<string>();
    included.set(name, fields);
    const promised = [...type.interfaces].flatMap((one) => [...(types.get(one)?.fields.keys() ?? [])]);
    for (const [fieldName, field] of type.fields) {
      if (!promised.includes(fieldName) && !isSaid(name, type, field)) continue;
      if (isHiddenEntity(field.returns)) continue;
      fields.add(fieldName);
      includeReturned(field.returns);
      field.takes.forEach(include);
    }
    type.interfaces.forEach(include);
    type.members.forEach(include);
  };
  /** Behind an interface that a field returns stands any of its objects; behind one that is implemented only, none. */
  const includeReturned = (name: string): void => {
    include(name);
    if (types.get(name)?.kind !== Kind.INTERFACE_TYPE_DEFINITION || met.has(name)) return;
    met.add(name);
    for (const [other, { interfaces }] of types) if (interfaces.has(name)) include(other);
  };
  ROOTS.forEach(include);
  for (const name of ['Mutation', 'Subscription']) if (included.get(name)?.size === 0) included.delete(name);
  return included;
}

function hideFrom(document: DocumentNode, included: ReadonlyMap<string, ReadonlySet<string>>): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) => {
      if (node.kind === Kind.SCHEMA_EXTENSION) return withImport(node);
      if (!isTypeDefinitionNode(node)) return node;
      const fields = included.get(node.name.value);
      if (fields === undefined) return hidden(node);
      if (!('fields' in node)) return node;
      return {
        ...node,
        fields: (node.fields as readonly FieldDefinitionNode[] | undefined)?.map((field) =>
          fields.has(field.name.value) || hasDirective(field.directives, 'external') ? field : hidden(field),
        ),
      };
    }) as DocumentNode['definitions'],
  };
}

const INACCESSIBLE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

const hidden = <Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node): Node =>
  hasDirective(node.directives, 'inaccessible')
    ? node
    : { ...node, directives: [...(node.directives ?? []), INACCESSIBLE] };

/** `@link` with `@inaccessible` among what it imports from the federation specification. */
const withImport = <Node extends DocumentNode['definitions'][number]>(node: Node): Node =>
  visit(node, {
    Directive(directive) {
      const isFederation = directive.arguments?.some(
        ({ value }) => value.kind === Kind.STRING && value.value.startsWith(FEDERATION),
      );
      return isFederation ? undefined : false;
    },
    ListValue(list) {
      const has = list.values.some((value) => value.kind === Kind.STRING && value.value === '@inaccessible');
      return has ? undefined : { ...list, values: [...list.values, { kind: Kind.STRING, value: '@inaccessible' }] };
    },
  }) as Node;

const hasDirective = (directives: readonly ConstDirectiveNode[] | undefined, name: string): boolean =>
  directives?.some((directive) => directive.name.value === name) ?? false;

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
