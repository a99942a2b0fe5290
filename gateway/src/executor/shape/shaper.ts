import type { DocumentNode, GraphQLError, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { ExecutedText, Variables } from '../../engine/engine-types.ts';
import type { Data } from '../execution.ts';
import type { ServiceOf } from '../service-of.ts';
import { variantsBy } from '../variants.ts';
import { compileShape, ODD } from './compile-shape.ts';
import { completeData, type Completion } from './complete.ts';
import { conditionVariables, Selections } from './selections.ts';
import type { SourceKey } from './source-key.ts';

/** Makes an operation's answer, or a part of it, from what was fetched. */
export interface Shaper {
  shape(source: Data, variables: Variables, errors: readonly GraphQLError[]): ExecutedText;
  /** The same before it is written, with all errors: those given, and those found. */
  complete(source: Data, variables: Variables, errors: readonly GraphQLError[]): Completion;
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
  const shapeFor = variantsBy(conditionVariables(document), REMEMBERED_VARIANTS, (variables) =>
    compileShape(schema, root, set, selections, variables),
  );

  const complete: Shaper['complete'] = (source, variables, errors) => {
    const shaped = shapeFor(variables)(source);
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
  };
}
