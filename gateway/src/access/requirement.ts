import { hasScopes, isAuthenticated, type Viewer } from '@emporium/platform/identity';
import { GraphQLError } from 'graphql';
import { argumentsOf, type AccessDirective } from './access-directives.ts';
import type { ConstDirectiveNode } from 'graphql';

/** `[["a", "b"], ["c"]]` reads "(a and b) or c". */
export type Alternatives = readonly (readonly string[])[];

/** What one access directive asks of a viewer. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes'; readonly alternatives: Alternatives }
  | { readonly kind: 'policies'; readonly alternatives: Alternatives };

export function requirementOf(directive: ConstDirectiveNode, means: AccessDirective): Requirement {
  const { scopes, policies } = argumentsOf(directive);
  switch (means) {
    case 'authenticated':
      return { kind: 'authenticated' };
    case 'requiresScopes':
      return { kind: 'scopes', alternatives: alternativesIn(scopes) };
    case 'policy':
      return { kind: 'policies', alternatives: alternativesIn(policies) };
  }
}

/** Policies are decided by a program of the operator's. There is none here, so nobody meets them. */
export function isMet(requirement: Requirement, viewer: Viewer): boolean {
  switch (requirement.kind) {
    case 'authenticated':
      return isAuthenticated(viewer);
    case 'scopes':
      return hasScopes(viewer, requirement.alternatives);
    case 'policies':
      return false;
  }
}

/** Why a viewer may not see `Type.field`: what is missing of what it asks for. */
export interface Denial {
  readonly coordinate: string;
  readonly missing: readonly Requirement[];
  readonly signedIn: boolean;
}

/** `UNAUTHENTICATED` for a visitor, `FORBIDDEN` with what is missing for everybody else. */
export function denialError(denial: Denial, path: readonly (string | number)[]): GraphQLError {
  const { coordinate, missing, signedIn } = denial;
  const scopes = bothOf(missing, 'scopes');
  const policies = bothOf(missing, 'policies');
  const extensions = {
    code: signedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED',
    ...(scopes && { requiredScopes: scopes }),
    ...(policies && { requiredPolicies: policies }),
  };
  return new GraphQLError(messageOf(coordinate, signedIn, scopes, policies), { path, extensions });
}

function messageOf(
  coordinate: string,
  signedIn: boolean,
  scopes: Alternatives | null,
  policies: Alternatives | null,
): string {
  if (policies) return `${coordinate} is decided by the policy ${inWords(policies)}, which is not evaluated here.`;
  if (!scopes) return `Sign in, or start a guest session, to use ${coordinate}.`;
  return signedIn
    ? `${coordinate} needs scope ${inWords(scopes)}. Ask for it, or leave the field out.`
    : `Sign in to use ${coordinate}; it needs scope ${inWords(scopes)}.`;
}

const inWords = (alternatives: Alternatives): string =>
  alternatives.map((all) => all.map((name) => `"${name}"`).join(' and ')).join(', or ');

/** Several requirements of one kind as one: an alternative of each, together. Null for none. */
function bothOf(requirements: readonly Requirement[], kind: 'scopes' | 'policies'): Alternatives | null {
  const sets = requirements.flatMap((requirement) => (requirement.kind === kind ? [requirement.alternatives] : []));
  if (sets.length === 0) return null;
  return sets.reduce((all, next) => all.flatMap((one) => next.map((other) => [...new Set([...one, ...other])])));
}

/** A single value stands for a list of one, as everywhere in GraphQL's input. */
const alternativesIn = (value: unknown): Alternatives => asList(value).map((all) => asList(all).map(String));

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
