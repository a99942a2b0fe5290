import type { DocumentNode, GraphQLError } from 'graphql';
import type { ExecutedText, Variables } from '../../engine/engine-types.ts';
import type { Data } from '../execution.ts';
import { variantsOf } from '../variants.ts';
import { compileShape, ODD } from './compile-shape.ts';
import { completeData, type Completion, type Selected } from './complete.ts';

/** Makes an operation's answer, or a part of it, from what was fetched. */
export interface Shaper {
  shape(source: Data, variables: Variables, errors: readonly GraphQLError[]): ExecutedText;
  /** The same before it is written, with all errors: those given, and those found. */
  complete(source: Data, variables: Variables, errors: readonly GraphQLError[]): Completion;
}

export function createShaper(document: DocumentNode, selected: Selected): Shaper {
  const shapeFor = variantsOf(document, (variables) => compileShape(selected, variables));

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
