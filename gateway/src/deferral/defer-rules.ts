import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { isDefer } from './defer-directive.ts';

/** A label tells parts of an answer apart: it stands in the document, once. */
const labelsAreUnique = (context: ValidationContext): ASTVisitor => {
  const known = new Map<string, DirectiveNode>();
  return {
    Directive(directive) {
      if (!isDefer(directive)) return;
      const label = directive.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        const message = 'The label of @defer must be written out as a string, not be a variable.';
        context.reportError(new GraphQLError(message, { nodes: directive }));
        return;
      }
      const other = known.get(label.value);
      if (other === undefined) known.set(label.value, directive);
      else {
        const message = `The label "${label.value}" is given to @defer twice. Each needs its own.`;
        context.reportError(new GraphQLError(message, { nodes: [other, directive] }));
      }
    },
  };
};

/** The root fields of a mutation run in series, and those of a subscription are its events: none can come later. */
const rootsAreNotDeferred = (context: ValidationContext): ASTVisitor => ({
  Directive(directive) {
    if (!isDefer(directive)) return;
    const schema = context.getSchema();
    for (const operation of [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION]) {
      const root = schema.getRootType(operation);
      if (!root || context.getParentType() !== root) continue;
      const message = `@defer cannot be used on the root fields of a ${operation}.`;
      context.reportError(new GraphQLError(message, { nodes: directive }));
    }
  },
});

/** What the incremental delivery draft asks of documents with `@defer`. */
export const DEFER_RULES: readonly ValidationRule[] = [labelsAreUnique, rootsAreNotDeferred];
