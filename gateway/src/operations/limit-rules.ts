import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { Limits } from '../limits.ts';

interface Measure {
  readonly depth: number;
  readonly aliases: number;
}

/**
 * Depth and aliases as the executor will meet them: a fragment counts wherever it is spread. Each fragment is
 * measured once, so that documents built to explode are measured in linear time.
 */
const shapeLimits = (context: ValidationContext, limits: Limits): ASTVisitor => {
  const measured = new Map<string, Measure>();

  const measureFragment = (fragment: FragmentDefinitionNode | null | undefined): Measure => {
    if (!fragment) return { depth: 0, aliases: 0 }; // unknown fragments are another rule's finding
    const name = fragment.name.value;
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, { depth: 0, aliases: 0 }); // ends a cycle, which is another rule's finding too
    const measure = measureSelections(fragment.selectionSet);
    measured.set(name, measure);
    return measure;
  };

  const measureSelections = (set: SelectionSetNode): Measure => {
    let depth = 0;
    let aliases = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.alias) aliases += 1;
        if (selection.name.value === '__schema' || selection.name.value === '__type') continue;
        const below = selection.selectionSet ? measureSelections(selection.selectionSet) : { depth: 0, aliases: 0 };
        depth = Math.max(depth, 1 + below.depth);
        aliases += below.aliases;
      } else {
        const below =
          selection.kind === Kind.INLINE_FRAGMENT
            ? measureSelections(selection.selectionSet)
            : measureFragment(context.getFragment(selection.name.value));
        depth = Math.max(depth, below.depth);
        aliases += below.aliases;
      }
    }
    return { depth, aliases };
  };

  return {
    OperationDefinition(operation) {
      const { depth, aliases } = measureSelections(operation.selectionSet);
      if (depth > limits.depth) {
        context.reportError(
          new GraphQLError(`The operation nests ${depth} levels deep; ${limits.depth} is the limit. Split it.`, {
            nodes: operation,
          }),
        );
      }
      if (aliases > limits.aliases) {
        context.reportError(
          new GraphQLError(`The operation uses ${aliases} aliases; ${limits.aliases} is the limit. Split it.`, {
            nodes: operation,
          }),
        );
      }
    },
  };
};

const directiveLimit = (context: ValidationContext, limits: Limits): ASTVisitor => {
  let directives = 0;
  return {
    Directive: () => void (directives += 1),
    Document: {
      leave() {
        if (directives <= limits.directives) return;
        context.reportError(
          new GraphQLError(`The document carries ${directives} directives; ${limits.directives} is the limit.`),
        );
      },
    },
  };
};

/** What an operation may be, beyond valid. Introspection fields do not count: graphql-js limits them by itself. */
export const limitRules = (limits: Limits): readonly ValidationRule[] => [
  (context) => shapeLimits(context, limits),
  (context) => directiveLimit(context, limits),
];
