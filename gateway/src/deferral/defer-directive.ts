import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';
import type { Variables } from '../engine/engine-types.ts';

/**
 * `@defer` as Apollo's clients and Router speak it (incremental delivery, draft of 24 August 2022); graphql-js 16 does not
 * bring it along.
 */
export const GraphQLDeferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'The fragment may come later than the rest of the answer, to clients that accept `multipart/mixed;deferSpec=20220824`. To others, and where there is nothing to wait for, it comes with the rest.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    label: { type: GraphQLString, description: 'Comes back with the fragment; no two in a document are equal.' },
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'When false, the fragment comes with the rest.',
    },
  },
});

/** The schema with `@defer`, unless it has one already. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getDirective('defer')) return schema;
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...config.directives, GraphQLDeferDirective], assumeValid: true });
}

export const isDefer = ({ name }: DirectiveNode): boolean => name.value === 'defer';

/** The directive on a fragment; undefined when there is none. */
export const deferOn = (selection: SelectionNode): DirectiveNode | undefined => selection.directives?.find(isDefer);

/** The label that the client gave, or null. A valid one is never a variable. */
export function labelOf({ arguments: given }: DirectiveNode): string | null {
  const value = given?.find(({ name }) => name.value === 'label')?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

/** Whether a fragment with the directive is to be deferred in this request. */
export function isInForce({ arguments: given }: DirectiveNode, variables: Variables): boolean {
  const value = given?.find(({ name }) => name.value === 'if')?.value;
  if (value === undefined) return true;
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] === true;
  return value.kind === Kind.BOOLEAN && value.value;
}

/** The variables that decide which fragments of a document are deferred; null when it has no `@defer` at all. */
export function deferVariables(document: DocumentNode): readonly string[] | null {
  let found = false;
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (!isDefer(directive)) return;
      found = true;
      const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return found ? [...names] : null;
}

/**
 * A document of one operation as those read it who know no `@defer`: without it, and without the variables that only it
 * used.
 */
export function withoutDefer(document: DocumentNode): DocumentNode {
  const undeferred = visit(document, { Directive: (directive) => (isDefer(directive) ? null : undefined) });
  if (undeferred === document) return document;

  const used = new Set<string>();
  visit(undeferred, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return visit(undeferred, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? false : null),
  });
}
