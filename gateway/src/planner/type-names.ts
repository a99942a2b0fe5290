import { Kind, type DocumentNode } from 'graphql';

/** The object types that a type condition stands for, in the whole supergraph with its inaccessible parts. */
export type ObjectTypesOf = (names: readonly string[]) => ReadonlySet<string>;

/**
 * The names given and, for interfaces and unions among them, their object types. The names themselves stay in: behind
 * `@interfaceObject` an interface's name is the `__typename` of an object.
 */
export function objectTypesOf(supergraph: DocumentNode): ObjectTypesOf {
  const members = new Map<string, string[]>();
  const add = (abstractType: string, objectType: string): void => {
    const known = members.get(abstractType);
    if (known) known.push(objectType);
    else members.set(abstractType, [objectType]);
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
    }
  }
  return (names) => new Set(names.flatMap((name) => [name, ...(members.get(name) ?? [])]));
}
