import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** The directives by which a supergraph says who may see what. */
export type AccessDirective = 'authenticated' | 'requiresScopes' | 'policy';

const SPEC = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)(?:\/v\d+\.\d+)?\/?$/;

/**
 * The access directives of a supergraph by the names they go by there. A name comes from the `@link` to the
 * directive's specification, which may import it under another (`import: [{ name: "@policy", as: "@rule" }]`) or
 * rename the whole specification (`as: "auth"`). What is not linked means something else, whatever its name.
 */
export function accessDirectives(supergraph: DocumentNode): ReadonlyMap<string, AccessDirective> {
  const names = new Map<string, AccessDirective>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const { url, as, import: imports } = argumentsOf(directive);
      const spec = typeof url === 'string' ? SPEC.exec(url)?.[1] : undefined;
      if (spec === undefined) continue;
      const name = importedName(spec, imports) ?? (typeof as === 'string' ? as : spec);
      names.set(name, spec as AccessDirective);
    }
  }
  return names;
}

/** The arguments of a directive as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }): [string, unknown] => [name.value, valueFromASTUntyped(value)]),
  );

/** Under which name a directive that is called like its specification was imported; null when it was not. */
function importedName(spec: string, imports: unknown): string | null {
  for (const entry of Array.isArray(imports) ? (imports as unknown[]) : []) {
    const { name, as } = typeof entry === 'string' ? { name: entry, as: undefined } : (entry as Record<string, string>);
    if (name === `@${spec}`) return (as ?? name).slice(1);
  }
  return null;
}
