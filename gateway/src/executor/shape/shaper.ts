import type { DocumentNode, GraphQLError, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { Executed, Variables } from '../../engine/engine-types.ts';
import type { Data } from '../execution.ts';
import type { ServiceOf } from '../service-of.ts';
import { variantsBy } from '../variants.ts';
import { answerGrammar } from './answer-grammar.ts';
import { compileShape, ODD, type Shape } from './compile-shape.ts';
import { completeData, type Completion } from './complete.ts';
import { conditionVariables, Selections } from './selections.ts';
import type { SourceKey } from './source-key.ts';

/** Makes an operation's answer, or a part of it, from what was fetched. */
export interface Shaper {
  shape(source: Data, variables: Variables, errors: readonly GraphQLError[]): Executed;
  /** The same before it is written, with all errors: those given, and those found. */
  complete(source: Data, variables: Variables, errors: readonly GraphQLError[]): Completion;
  /** What an answer looks like that needs no shaping; null when there is no saying. */
  grammar(variables: Variables): RegExp | null;
}

/** An operation's shape under some values of its conditions. */
interface Variant {
  readonly shape: Shape;
  /** Undefined until it is asked for: only operations with one fetch need it. */
  grammar: RegExp | null | undefined;
}

const REMEMBERED_VARIANTS = 64;

export function createShaper(
  schema: GraphQLSchema,
  document: DocumentNode,
  { root, set }: { readonly root: GraphQLObjectType; readonly set: SelectionSetNode },
  { sourceKey, serviceOf }: { readonly sourceKey: SourceKey; readonly serviceOf: ServiceOf },
): Shaper {
  const selections = new Selections(schema, document, sourceKey);
  const selected = { schema, root, set, selections, serviceOf };
  const variantFor = variantsBy(conditionVariables(document), REMEMBERED_VARIANTS, (variables): Variant => ({
    shape: compileShape(schema, root, set, selections, variables),
    grammar: undefined,
  }));

  const complete: Shaper['complete'] = (source, variables, errors) => {
    const shaped = variantFor(variables).shape(source);
    if (shaped !== ODD) return { data: shaped, errors };
    const completed = completeData(selected, variables, source, errors);
    return { data: completed.data, errors: [...errors, ...completed.errors] };
  };

  return {
    complete,
    shape(source, variables, given) {
      const { data, errors } = complete(source, variables, given);
      return { data: JSON.stringify(data), errors };
    },
    grammar(variables) {
      const variant = variantFor(variables);
      return (variant.grammar ??= answerGrammar(root, set, selections, variables));
    },
  };
}
