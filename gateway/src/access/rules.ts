import {
  getNamedType,
  isAbstractType,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLNamedType,
} from 'graphql';
import { accessDirectives } from './access-directives.ts';
import { fieldOf, type Position } from './position.ts';
import { requirementOf, type Requirement } from './requirement.ts';

/** What a supergraph asks of its viewers. Equal requirements are one object. */
export interface Rules {
  /** What the field asks for where it is selected; all of it has to be met. */
  of(position: Position, fieldName: string): readonly Requirement[];
}

const NOTHING: readonly Requirement[] = [];

/**
 * A field asks for what stands on itself, on its type and on the type it returns. Through an interface it asks for
 * what the interface says and for what any object says that may be behind it; where fragments leave but some of the
 * objects, for what those say. Introspection asks for nothing.
 */
export function readRules(supergraph: DocumentNode): Rules {
  const directives = accessDirectives(supergraph);
  const interned = new Map<string, Requirement>();
  const byCoordinate = new Map<string, readonly Requirement[]>();

  const read = (coordinate: string, applied: readonly ConstDirectiveNode[] = []): void => {
    const found = applied.flatMap((directive): Requirement[] => {
      const means = directives.get(directive.name.value);
      if (means === undefined) return [];
      const requirement = requirementOf(directive, means);
      const key = JSON.stringify(requirement);
      if (!interned.has(key)) interned.set(key, requirement);
      return [interned.get(key)!];
    });
    if (found.length > 0) byCoordinate.set(coordinate, [...(byCoordinate.get(coordinate) ?? []), ...found]);
  };

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) continue;
    read(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const { name, directives: applied } of definition.fields ?? []) {
      read(`${definition.name.value}.${name.value}`, applied);
    }
  }

  const own = (coordinate: string) => byCoordinate.get(coordinate) ?? NOTHING;
  const ofOwner = (owner: GraphQLNamedType & Position['type'], name: string) => [
    ...own(`${owner.name}.${name}`),
    ...own(owner.name),
    ...own(getNamedType(fieldOf(owner, name).type).name),
  ];

  return {
    of({ type, possible, narrowed }, fieldName) {
      if (byCoordinate.size === 0 || fieldName.startsWith('__')) return NOTHING;
      if (!isAbstractType(type)) return unique(ofOwner(type, fieldName));
      const owners = narrowed ? possible : [type, ...possible];
      return unique(owners.flatMap((owner) => ofOwner(owner, fieldName)));
    },
  };
}

const unique = (requirements: readonly Requirement[]): readonly Requirement[] =>
  requirements.length < 2 ? requirements : [...new Set(requirements)];
