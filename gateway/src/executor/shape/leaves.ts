import { isEnumType, type GraphQLLeafType } from 'graphql';

/** Stands for a value that is not what the schema says. */
export const INVALID = Symbol('invalid');

/** A leaf as the client gets it, from one that is not null; `INVALID` when it cannot be one of its type. */
export type LeafReader = (value: unknown) => unknown;

/** Result coercion of what a subgraph has serialised already (specification, 3.5): types are checked, not converted. */
export function leafReader(type: GraphQLLeafType): LeafReader {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (names.has(value as string) ? value : INVALID);
  }
  return BUILT_IN[type.name] ?? ((value) => value);
}

const BUILT_IN: Readonly<Record<string, LeafReader>> = {
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? value : INVALID),
  Float: (value) => (typeof value === 'number' ? value : INVALID),
  String: (value) => (typeof value === 'string' ? value : INVALID),
  Boolean: (value) => (typeof value === 'boolean' ? value : INVALID),
  ID: (value) => {
    if (typeof value === 'string') return value;
    return Number.isSafeInteger(value) ? String(value) : INVALID;
  },
};
