import {
  Kind,
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Position } from '../../access/position.ts';
import type { Selections } from '../../access/selections.ts';
import { deferOn, isInForce, labelOf } from '../../deferral/defer-directive.ts';
import type { Variables } from '../../engine/engine-types.ts';
import type { PathSegment, ResponsePath } from '../../planner/fetch-plan.ts';
import type { SourceKey } from '../shape/source-key.ts';

/** A part of an operation that is answered in one go, and what is deferred from it. */
export interface Portion {
  /** What the client gets of it. */
  readonly set: SelectionSetNode;
  /** What has to be planned for it: types and keys besides, wherever something is deferred from an entity. */
  readonly fetched: SelectionSetNode;
  readonly deferred: readonly DeferredPortion[];
}

export interface DeferredPortion extends Portion {
  readonly label: string | null;
  /** Where in what the portion above has fetched the objects are that it belongs to. */
  readonly at: ResponsePath;
  /** The type that the fragment is written for. */
  readonly type: GraphQLCompositeType;
  /** The objects' own types: entities, or the query's root alone. */
  readonly objectTypes: readonly GraphQLObjectType[];
  /** `@skip` and `@include` on it and on what is around it, within the portion above. */
  readonly conditions: readonly DirectiveNode[];
}

export interface SplitOptions {
  readonly selections: Selections;
  readonly sourceKey: SourceKey;
  /** The fields of an entity's key; null for other types. */
  readonly keyOf: (typename: string) => readonly string[] | null;
  /** Of these, only those that `@defer(if:)` names are read. */
  readonly variables: Variables;
}

/** A fragment that is spread often is split at each place; a document that was built to explode is not split at all. */
const MAX_SELECTIONS = 5_000;
const MAX_DEFERRED = 100;

/**
 * Splits an operation at its `@defer`s. A fragment is deferred when it stands on an entity, whose key leads to the rest of it,
 * or on the query's root; on anything else it comes with what is around it, for to ask again for that would cost twice
 * and might bring something else. Null when nothing is deferred, or the operation is too large to be split.
 */
export function split(options: SplitOptions): Portion | null {
  const splitter = new Splitter(options);
  const { set, position } = options.selections.root;
  try {
    const portion = splitter.portion(set, position);
    return portion.deferred.length === 0 ? null : portion;
  } catch (error) {
    if (error === TOO_LARGE) return null;
    throw error;
  }
}

const TOO_LARGE = new Error('too large to be split');

/** The selections at one place, as the client gets them and as they are planned. */
interface Walked {
  readonly set: SelectionNode[];
  readonly fetched: SelectionNode[];
}

/** The way from a portion's start down to a selection set. */
interface Place {
  readonly position: Position;
  readonly at: readonly PathSegment[];
  readonly conditions: readonly DirectiveNode[];
}

class Splitter {
  readonly #options: SplitOptions;
  readonly #mentions = new Map<SelectionSetNode, boolean>();
  #selections = 0;
  #deferred = 0;

  constructor(options: SplitOptions) {
    this.#options = options;
  }

  portion(set: SelectionSetNode, position: Position): Portion {
    const deferred: DeferredPortion[] = [];
    const walked = this.#walk(set, { position, at: [], conditions: [] }, deferred);
    return { set: setOf(walked.set), fetched: setOf(walked.fetched), deferred };
  }

  #walk(set: SelectionSetNode, place: Place, deferred: DeferredPortion[]): Walked {
    const walked: Walked = { set: [], fetched: [TYPENAME] };
    for (const selection of set.selections) {
      if ((this.#selections += 1) > MAX_SELECTIONS) throw TOO_LARGE;
      if (!this.#mentionsDefer(selection)) {
        walked.set.push(selection);
        walked.fetched.push(selection);
      } else if (selection.kind === Kind.FIELD) this.#field(selection, place, deferred, walked);
      else this.#fragment(selection, place, deferred, walked);
    }
    return walked;
  }

  #field(field: FieldNode, { position, at, conditions }: Place, deferred: DeferredPortion[], into: Walked): void {
    const { selections, sourceKey } = this.#options;
    const name = field.name.value;
    const key = sourceKey((field.alias ?? field.name).value, name);
    const below = this.#walk(
      field.selectionSet!,
      {
        position: selections.below(position, field)!,
        at: [...at, { key }],
        conditions: [...conditions, ...(field.directives ?? [])],
      },
      deferred,
    );
    into.set.push({ ...field, selectionSet: setOf(below.set) });
    into.fetched.push({ ...field, selectionSet: setOf(below.fetched) });
  }

  #fragment(
    fragment: Exclude<SelectionNode, FieldNode>,
    { position, at, conditions }: Place,
    deferred: DeferredPortion[],
    into: Walked,
  ): void {
    const { selections, variables } = this.#options;
    const inner = selections.inside(position, fragment);
    const place: Place = {
      position: inner.position,
      at: [...at, { types: new Set(inner.position.possible.map(({ name }) => name)) }],
      conditions: [...conditions, ...(fragment.directives ?? [])],
    };
    const defer = deferOn(fragment);
    if (defer && isInForce(defer, variables)) {
      const keys = this.#keysOf(inner.position, at);
      if (keys !== null) {
        if ((this.#deferred += 1) > MAX_DEFERRED) throw TOO_LARGE;
        const { type, possible: objectTypes } = inner.position;
        deferred.push({
          ...this.portion(inner.set, inner.position),
          label: labelOf(defer),
          at: place.at,
          type,
          objectTypes,
          conditions: place.conditions,
        });
        into.fetched.push(...keys);
        return;
      }
    }
    const walked = this.#walk(inner.set, place, deferred);
    const within = {
      kind: Kind.INLINE_FRAGMENT as const,
      typeCondition: { kind: Kind.NAMED_TYPE as const, name: nameNode(inner.position.type.name) },
      directives: (fragment.directives ?? []).filter((directive) => directive !== defer),
    };
    into.set.push({ ...within, selectionSet: setOf(walked.set) });
    into.fetched.push({ ...within, selectionSet: setOf(walked.fetched) });
  }

  /** What has to be known of the objects at a position to fetch more of them; null when that does not suffice. */
  #keysOf({ possible }: Position, at: ResponsePath): SelectionNode[] | null {
    const keys: SelectionNode[] = [];
    for (const type of possible) {
      if (type === this.#options.selections.root.position.type) return at.some((part) => 'key' in part) ? null : [];
      const key = this.#options.keyOf(type.name);
      if (key === null) return null;
      keys.push({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: nameNode(type.name) },
        selectionSet: setOf(key.map((name) => ({ kind: Kind.FIELD, name: nameNode(name) }))),
      });
    }
    return keys;
  }

  #mentionsDefer(selection: SelectionNode): boolean {
    if (deferOn(selection)) return true;
    const set =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? this.#options.selections.fragments.get(selection.name.value)!.selectionSet
        : selection.selectionSet;
    if (set === undefined) return false;
    let mentions = this.#mentions.get(set);
    if (mentions === undefined) {
      mentions = set.selections.some((one) => this.#mentionsDefer(one));
      this.#mentions.set(set, mentions);
    }
    return mentions;
  }
}

const nameNode = (value: string) => ({ kind: Kind.NAME as const, value });

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });
