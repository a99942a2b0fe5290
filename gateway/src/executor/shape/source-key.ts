import { Kind, type DocumentNode } from 'graphql';

/** Marks the key of a field that is fetched under another name than the client's. */
const RENAMED = 'renamed__';

/**
 * The key under which a field of the client's stands in what is fetched. It is the response key, unless the client gives
 * a field the name of another one that the gateway needs for itself: `__typename`, a key, or what another subgraph
 * requires would be mistaken for it. What looks renamed is renamed too, so that no two names become one.
 */
export type SourceKey = (responseKey: string, fieldName: string) => string;

/** `needed` are the names of fields that the gateway may need for itself. */
export const createSourceKey =
  (needed: ReadonlySet<string>): SourceKey =>
  (responseKey, fieldName) =>
    responseKey !== fieldName && (needed.has(responseKey) || responseKey.startsWith(RENAMED))
      ? RENAMED + responseKey
      : responseKey;

/** The client's name for what was fetched under a key. */
export const responseKeyOf = (sourceKey: string): string =>
  sourceKey.startsWith(RENAMED) ? sourceKey.slice(RENAMED.length) : sourceKey;

/** The fields that a supergraph mentions in keys and requirements (`join__type(key:)`, `join__field(requires:)`). */
export function neededFields(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set(['__typename']);
  for (const definition of supergraph.definitions) {
    const directives = [
      ...('directives' in definition ? (definition.directives ?? []) : []),
      ...('fields' in definition ? (definition.fields ?? []).flatMap((field) => field.directives ?? []) : []),
    ];
    for (const { name: argument, value } of directives.flatMap((directive) => directive.arguments ?? [])) {
      if (argument.value !== 'key' && argument.value !== 'requires') continue;
      if (value.kind === Kind.STRING) for (const [name] of value.value.matchAll(/\w+/g)) names.add(name);
    }
  }
  return names;
}
