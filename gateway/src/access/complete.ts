import {
  getDirectiveValues,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { Executed, ExecutedText, Variables } from '../engine/engine-types.ts';
import { fieldOf, type Position } from './position.ts';
import { denialError, type Denial } from './requirement.ts';
import { visitFields, type Part, type Selections } from './selections.ts';

/** A selection set of the whole operation; `denied` when it was not asked for, because the field above was denied. */
interface AskedPart extends Part {
  readonly denied: Denial | null;
}

interface AskedField {
  readonly node: FieldNode;
  readonly position: Position;
  readonly denied: Denial | null;
}

/** Several field nodes with one response key are one field; it has a value if any of them was asked for. */
type AskedFields = Map<string, AskedField[]>;

/** A position with nothing at it where the schema promises something: the one above has to be null. */
const LOST = Symbol('lost');

const FILLED_OBJECT = /^\{\s*"/;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Record<string, Json>;

/**
 * The answer to the whole operation from the answer to what is left of it: the specification's way of executing a
 * selection set, over values that are known already. Subtrees that were not narrowed are taken as they are, and so is
 * the whole text where that will do.
 */
export function completeAnswer(
  schema: GraphQLSchema,
  selections: Selections,
  denialOf: (position: Position, fieldName: string) => Denial | null,
  typeKey: string,
): (executed: Executed | null, variables: Variables) => ExecutedText {
  const isTouched = touchedParts(
    selections,
    (position, field) =>
      denialOf(position, field.name.value) !== null || isAbstractType(selections.below(position, field)?.type),
  );

  const isNarrowed = (part: AskedPart): boolean => part.denied !== null || isTouched(part);
  const partBelow = ({ node, position, denied }: AskedField): AskedPart[] => {
    const below = node.selectionSet && selections.below(position, node);
    return below ? [{ set: node.selectionSet!, position: below, denied }] : [];
  };

  const root: AskedPart = { ...selections.root, denied: null };

  return (executed, variables) => {
    const errors: GraphQLError[] = [];
    const path: (string | number)[] = [];

    const collect = (part: AskedPart, type: GraphQLObjectType, into: AskedFields): AskedFields => {
      for (const selection of part.set.selections) {
        if (!isIncluded(selection, variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const denied = part.denied ?? denialOf(part.position, selection.name.value);
          const fields = into.get(key);
          const asked = { node: selection, position: part.position, denied };
          if (fields === undefined) into.set(key, [asked]);
          else fields.push(asked);
          continue;
        }
        const inner = selections.inside(part.position, selection);
        if (inner.position.possible.includes(type)) collect({ ...inner, denied: part.denied }, type, into);
      }
      return into;
    };

    const completeObject = (parts: readonly AskedPart[], source: JsonObject): JsonObject | typeof LOST => {
      const type = typeOf(source, parts[0]!.position);
      const fields: AskedFields = new Map();
      for (const part of parts) collect(part, type, fields);

      const complete = Object.create(null) as JsonObject; // any name is a response key, `__proto__` too
      for (const [key, asked] of fields) {
        path.push(key);
        const value = completeField(asked, type, Object.hasOwn(source, key) ? source[key] : undefined);
        path.pop();
        if (value === LOST) return LOST;
        if (value !== undefined) complete[key] = value;
      }
      return complete;
    };

    const completeField = (
      asked: readonly AskedField[],
      type: GraphQLObjectType,
      value: Json | undefined,
    ): Json | undefined | typeof LOST => {
      const returned = fieldOf(type, asked[0]!.node.name.value).type;
      if (asked.every(({ denied }) => denied !== null)) {
        errors.push(denialError(asked[0]!.denied!, [...path]));
        return isNonNullType(returned) ? LOST : null;
      }
      const parts = asked.flatMap(partBelow);
      return value !== undefined && parts.some(isNarrowed) ? completeValue(returned, parts, value) : value;
    };

    const completeValue = (type: GraphQLOutputType, parts: readonly AskedPart[], value: Json): Json | typeof LOST => {
      if (value === null) return null;
      const completed = isListType(getNullableType(type))
        ? completeList((getNullableType(type) as { ofType: GraphQLOutputType }).ofType, parts, value as readonly Json[])
        : completeObject(parts, value as JsonObject);
      return completed === LOST && !isNonNullType(type) ? null : completed;
    };

    const completeList = (
      itemType: GraphQLOutputType,
      parts: readonly AskedPart[],
      items: readonly Json[],
    ): Json | typeof LOST => {
      const complete: Json[] = [];
      for (const [index, item] of items.entries()) {
        path.push(index);
        const value = completeValue(itemType, parts, item);
        path.pop();
        if (value === LOST) return LOST;
        complete.push(value);
      }
      return complete;
    };

    const typeOf = (source: JsonObject, position: Position): GraphQLObjectType => {
      const named = Object.hasOwn(source, typeKey) ? schema.getType(source[typeKey] as string) : undefined;
      return isObjectType(named) ? named : position.possible[0]!;
    };

    /** Root fields only were taken out, before or after all others: the answer's text can stay as it is. */
    const splice = (text: string): string | null => {
      const fields = [...collect(root, root.position.possible[0]!, new Map())];
      const kept = fields.map(([, asked]) => asked.some(({ denied }) => denied === null));
      const [first, last] = [kept.indexOf(true), kept.lastIndexOf(true)];
      const isPlain = fields.every(([, asked], index) =>
        kept[index] ? !asked.flatMap(partBelow).some(isNarrowed) : index < first || index > last,
      );
      if (!isPlain || !FILLED_OBJECT.test(text) || !text.endsWith('}')) return null;

      let [before, after] = ['', ''];
      for (const [index, [key, asked]] of fields.entries()) {
        if (kept[index]) continue;
        path[0] = key;
        if (completeField(asked, root.position.possible[0]!, undefined) === LOST) return 'null';
        if (index < first) before += `${JSON.stringify(key)}:null,`;
        else after += `,${JSON.stringify(key)}:null`;
      }
      return `{${before}${text.slice(1, -1)}${after}}`;
    };

    const complete = (): string => {
      const data = executed === null ? {} : (JSON.parse(String(executed.data)) as JsonObject | null);
      const whole = data === null ? LOST : completeObject([root], data);
      return whole === LOST ? 'null' : JSON.stringify(whole);
    };
    const data = (executed && splice(String(executed.data))) ?? complete();
    return { data, errors: executed === null ? errors : [...executed.errors, ...errors] };
  };
}

/** Tells whether a selection set was narrowed at any depth: fields were taken out, or a type was asked for. */
function touchedParts(
  selections: Selections,
  isTouched: (position: Position, field: FieldNode) => boolean,
): (part: Part) => boolean {
  const known = new Map<Part['set'], Map<Position, boolean>>();
  return (part) => {
    let places = known.get(part.set);
    if (places === undefined) known.set(part.set, (places = new Map()));
    let touched = places.get(part.position);
    if (touched === undefined) {
      touched = isAbstractType(part.position.type);
      visitFields(selections, part, (position, field) => (touched ||= isTouched(position, field)));
      places.set(part.position, touched);
    }
    return touched;
  };
}

function isIncluded(selection: SelectionNode, variables: Variables): boolean {
  if (!selection.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
