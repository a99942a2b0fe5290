import {
  getNamedType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { hasScopes, isAuthenticated, type Viewer } from '../../identity/index.ts';

/** What one `@authenticated` or `@requiresScopes` asks for. No scopes: any valid token will do. */
export interface Requirement {
  readonly scopes: readonly (readonly string[])[] | null;
}

export type Denial = 'UNAUTHENTICATED' | 'FORBIDDEN';

/** The first reason to deny, or null. Not being signed in comes before not being allowed. */
export function denialOf(viewer: Viewer, requirements: readonly Requirement[]): Denial | null {
  if (requirements.length === 0) return null;
  if (!isAuthenticated(viewer)) return 'UNAUTHENTICATED';
  return requirements.every(({ scopes }) => scopes === null || hasScopes(viewer, scopes)) ? null : 'FORBIDDEN';
}

/**
 * What a field asks for: its own directives, those of the type it belongs to and of the type it returns.
 * (Federation allows none on interfaces and their fields: what counts is the object behind.)
 */
export function requirementsOfField(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): readonly Requirement[] {
  return [
    ...read(field.astNode?.directives),
    ...requirementsOfType(parent),
    ...requirementsOfType(getNamedType(field.type)),
  ];
}

/** What a type asks of everybody who selects it. */
export function requirementsOfType({ astNode, extensionASTNodes }: GraphQLNamedType): readonly Requirement[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => read(node?.directives));
}

function read(directives: readonly ConstDirectiveNode[] | undefined): Requirement[] {
  if (directives === undefined) return [];
  return directives.flatMap((directive): Requirement[] => {
    switch (directive.name.value) {
      case 'authenticated':
        return [{ scopes: null }];
      case 'requiresScopes': {
        const scopes = directive.arguments?.find(({ name }) => name.value === 'scopes');
        return [{ scopes: valueFromASTUntyped(scopes!.value) as string[][] }];
      }
      default:
        return [];
    }
  });
}
