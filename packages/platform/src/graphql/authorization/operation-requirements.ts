import {
  getNamedType,
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { requirementsOfField, requirementsOfType, type Requirement } from './requirements.ts';

/**
 * Everything a valid operation could ask of its viewer, each requirement once. More than a single run may
 * need (`@skip`, other types behind an interface), never less: who satisfies all of it can be denied nothing.
 */
export function requirementsOfOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
): readonly Requirement[] {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return [];

  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const found = new Map<string, Requirement>();
  const visited = new Map<SelectionSetNode, Set<GraphQLNamedType>>();
  const add = (requirements: readonly Requirement[]) => {
    for (const requirement of requirements) found.set(JSON.stringify(requirement.scopes), requirement);
  };

  const visitSelections = (parent: GraphQLNamedType, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.name.value.startsWith('__')) visitField(parent, selection.name.value, selection.selectionSet);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const condition = fragment.typeCondition && typeFromAST(schema, fragment.typeCondition);
      visitOnce(condition ?? parent, fragment.selectionSet);
    }
  };
  const visitOnce = (parent: GraphQLNamedType, set: SelectionSetNode): void => {
    const types = visited.get(set) ?? new Set();
    if (types.has(parent)) return;
    visited.set(set, types.add(parent));
    add(requirementsOfType(parent));
    visitSelections(parent, set);
  };
  const visitField = (parent: GraphQLNamedType, name: string, set: SelectionSetNode | undefined): void => {
    for (const type of concreteTypes(schema, parent)) {
      const field = type.getFields()[name];
      if (field === undefined) continue;
      add(requirementsOfField(type, field));
      if (set !== undefined) visitOnce(getNamedType(field.type), set);
    }
  };

  visitOnce(root, operation.selectionSet);
  return [...found.values()];
}

function concreteTypes(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
