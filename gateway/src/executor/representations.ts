import type { RequiredField, RequiredSelection, Rewrite } from '../planner/fetch-plan.ts';
import type { Variables } from '../engine/engine-types.ts';
import type { Data } from './execution.ts';
import { compileRead, mergeInto, own, setOwn } from './merge.ts';
import { rewrite } from './rewrites.ts';

/**
 * The representation of an entity as JSON text, which is also what tells equal ones apart. Null when the object is of
 * none of the required types, or lacks something required because the fetch that should have brought it failed.
 */
export type Represent = (object: Data, variables: Variables) => string | null;

export function compileRepresent(requires: readonly RequiredSelection[], rewrites: readonly Rewrite[]): Represent {
  if (rewrites.length > 0 || !isSimple(requires)) return representByObject(requires, rewrites);

  const byType = new Map<string, (object: Data) => string | null>();
  const writerFor = (typename: string): ((object: Data) => string | null) => {
    let write = byType.get(typename);
    if (write === undefined) {
      write = compileWriter(typename, keysFor(requires, typename));
      byType.set(typename, write);
    }
    return write;
  };
  return (object) => {
    const typename = object['__typename'];
    return typeof typename === 'string' ? writerFor(typename)(object) : null;
  };
}

/** The usual case: plain fields alone. */
const isSimple = (requires: readonly RequiredSelection[]): boolean =>
  isUnconditional(requires) &&
  requires.every(
    (fragment) =>
      fragment.kind === 'InlineFragment' &&
      fragment.selections.every((field) => field.kind === 'Field' && field.selections === null),
  );

/** Fragments on types with fields below, and no conditions: then it is the type alone that decides what is required. */
export const isUnconditional = (requires: readonly RequiredSelection[]): boolean =>
  requires.every(
    (selection) =>
      selection.kind === 'InlineFragment' &&
      selection.skipIf === null &&
      selection.includeIf === null &&
      selection.selections.every(({ kind }) => kind === 'Field'),
  );

/** The fields of a type's representation, besides its `__typename`; null when no fragment applies to it. */
export function keysFor(requires: readonly RequiredSelection[], typename: string): RequiredField[] | null {
  const keys = new Map<string, RequiredField>();
  let applies = false;
  for (const fragment of requires) {
    if (fragment.kind !== 'InlineFragment' || fragment.types?.has(typename) === false) continue;
    applies = true;
    for (const field of fragment.selections) {
      if (field.kind === 'Field' && field.to !== '__typename') keys.set(field.to, field);
    }
  }
  return applies ? [...keys.values()] : null;
}

function compileWriter(typename: string, keys: RequiredField[] | null): (object: Data) => string | null {
  if (keys === null) return () => null;
  const opening = `{"__typename":${JSON.stringify(typename)}`;
  const names = keys.map(({ to }) => `,${JSON.stringify(to)}:`);
  const reads = keys.map(({ from }) => compileRead(from));
  const [read] = reads;
  if (reads.length === 1 && read) {
    const head = opening + names[0]!;
    return (object) => {
      const value = read(object);
      return value === undefined ? null : `${head}${JSON.stringify(value)}}`;
    };
  }
  return (object) => {
    let text = opening;
    for (let index = 0; index < reads.length; index += 1) {
      const value = reads[index]!(object);
      if (value === undefined) return null;
      text += names[index]! + JSON.stringify(value);
    }
    return `${text}}`;
  };
}

/** The general case: nested requirements, conditions, rewrites. */
function representByObject(requires: readonly RequiredSelection[], rewrites: readonly Rewrite[]): Represent {
  return (object, variables) => {
    const representation = select(object, requires, variables);
    if (representation === null || representation['__typename'] === undefined) return null;
    rewrite(representation, rewrites);
    return JSON.stringify(representation);
  };
}

function select(object: Data, selections: readonly RequiredSelection[], variables: Variables): Data | null {
  const selected: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (selection.types?.has(object['__typename'] as string) === false) continue;
      if (selection.skipIf !== null && variables[selection.skipIf] === true) continue;
      if (selection.includeIf !== null && variables[selection.includeIf] === false) continue;
      const part = select(object, selection.selections, variables);
      if (part === null) return null;
      mergeInto(selected, part);
      continue;
    }
    const value = own(object, selection.from);
    if (value === undefined) return null;
    const below = selection.selections ? selectBelow(value, selection.selections, variables) : value;
    if (below === undefined) return null;
    setOwn(selected, selection.to, below);
  }
  return selected;
}

/** Undefined when something required is missing below. */
function selectBelow(value: unknown, selections: readonly RequiredSelection[], variables: Variables): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return select(value as Data, selections, variables) ?? undefined;
  const items = value.map((item) => selectBelow(item, selections, variables));
  return items.includes(undefined) ? undefined : items;
}
