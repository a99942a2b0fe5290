import {
  getArgumentValues,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { PreparedOperation } from '../operations/operation.ts';

/** Tells one event of a stream from every other one. */
export interface EventMark {
  readonly sequence: string;
  /** The sequence and the ids of what the event is about. */
  readonly key: string;
}

/** Null when this event cannot be told apart. */
export type MarkEvent = (event: FormattedExecutionResult) => EventMark | null;

/**
 * Events carry a `sequence` and the ids of what they are about. When a client follows one subject and selects
 * `sequence` and every id of the event type, the same event is recognised on two upstream subscriptions. Several
 * subjects in one stream (an argument that lists them) have sequences of their own and no order between them, so
 * their events are never recognised.
 */
export function eventMarker(
  { document, operation }: Pick<PreparedOperation, 'document' | 'operation'>,
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): MarkEvent {
  const root = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const field = root ? schema.getSubscriptionType()?.getFields()[root.name.value] : undefined;
  const type = field ? getNamedType(field.type) : undefined;
  if (!field || !root?.selectionSet || !isObjectType(type)) return () => null;
  const severalSubjects = (value: unknown): boolean => Array.isArray(value) && value.length > 1;
  if (Object.values(getArgumentValues(field, root, variables)).some(severalSubjects)) return () => null;

  const required = Object.values(type.getFields())
    .filter(
      ({ name, type: of }) => name === 'sequence' || (isLeafType(getNamedType(of)) && getNamedType(of).name === 'ID'),
    )
    .map(({ name }) => name);
  const selected = leafKeys(root.selectionSet, document);
  if (!required.includes('sequence') || required.some((name) => !selected.has(name))) return () => null;

  const rootKey = root.alias?.value ?? root.name.value;
  const keys = required.map((name) => selected.get(name)!);
  return ({ data, errors }) => {
    const event = data?.[rootKey] as Record<string, unknown> | null | undefined;
    if (!event || errors) return null;
    return {
      sequence: String(event[selected.get('sequence')!]),
      key: JSON.stringify(keys.map((key) => event[key])),
    };
  };
}

/** Field name → response key, of plain fields selected without a condition. */
export function leafKeys(
  set: SelectionSetNode,
  document: DocumentNode,
  found = new Map<string, string>(),
): Map<string, string> {
  for (const selection of set.selections) {
    if (selection.directives?.length) continue;
    if (selection.kind === Kind.FIELD) {
      if (!selection.selectionSet) found.set(selection.name.value, selection.alias?.value ?? selection.name.value);
      continue;
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (definition) =>
              definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
          );
    if (inner && 'selectionSet' in inner && inner.selectionSet) leafKeys(inner.selectionSet, document, found);
  }
  return found;
}
