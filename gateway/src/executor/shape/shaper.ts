import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Executed, Variables } from '../../engine/engine-types.ts';
import type { Data } from '../execution.ts';
import { compileShape, ODD, type Shape } from './compile-shape.ts';
import { completeData } from './complete.ts';
import { conditionVariables, Selections } from './selections.ts';

/** Makes an operation's answer from what was fetched. */
export type Shaper = (source: Data, variables: Variables, errors: readonly GraphQLError[]) => Executed;

/** Clients vary few conditions; whoever varies them all must not fill the memory. */
const REMEMBERED_SHAPES = 64;

export function createShaper(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Shaper {
  const root = schema.getRootType(operation.operation)!;
  const { selectionSet } = operation;
  const selections = new Selections(schema, document);
  const conditions = conditionVariables(document);
  const shapes = new Map<string, Shape>();

  const shapeFor = (variables: Variables): Shape => {
    let key = '';
    for (const name of conditions) key += variables[name] === true ? '1' : '0';
    let shape = shapes.get(key);
    if (shape === undefined) {
      if (shapes.size >= REMEMBERED_SHAPES) shapes.clear();
      shape = compileShape(schema, root, selectionSet, selections, variables);
      shapes.set(key, shape);
    }
    return shape;
  };

  return (source, variables, errors) => {
    const shaped = shapeFor(variables)(source);
    if (shaped !== ODD) return { data: JSON.stringify(shaped), errors };
    const completed = completeData(schema, root, selectionSet, selections, variables, source, errors);
    return { data: JSON.stringify(completed.data), errors: [...errors, ...completed.errors] };
  };
}
