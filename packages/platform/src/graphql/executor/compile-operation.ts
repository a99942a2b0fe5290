import {
  getVariableValues,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../host/executor.ts';
import { compileField } from './compile-field.ts';
import { compileObject, type NamedField } from './compile-object.ts';
import { ErrorLog, isPromise, type Compilation, type CompleteObject, type Execution } from './execution.ts';
import { fieldsOf } from './selection.ts';

/** As graphql-js reports them: more than these say nothing new. */
const MAX_VARIABLE_ERRORS = 50;

/** Runs a query or mutation whose `@skip` and `@include` depend on these variables alone. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: readonly string[],
): (variables: Variables, context: unknown) => ExecutionResult | Promise<ExecutionResult> {
  const root = schema.getRootType(operation.operation)!;
  const fragments = fragmentsOf(document);
  const variants = new Map<string, CompleteObject>();

  const variantFor = (variables: Readonly<Record<string, unknown>>): CompleteObject => {
    const chosen = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let complete = variants.get(chosen);
    if (complete === undefined) {
      const compilation = compilationOf(schema, operation, fragments, variables);
      complete = compileRoot(compilation, root);
      variants.set(chosen, complete);
    }
    return complete;
  };

  return (given, context) => {
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
      maxErrors: MAX_VARIABLE_ERRORS,
    });
    if (errors) return { errors };
    const execution: Execution = { context, variables: coerced, errors: new ErrorLog() };
    try {
      const data = variantFor(coerced)(undefined, execution, undefined);
      return isPromise(data)
        ? data.then(
            (settled) => answerOf(settled, execution),
            (error) => failure(error, execution),
          )
        : answerOf(data, execution);
    } catch (error) {
      return failure(error, execution);
    }
  };
}

function compilationOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Compilation['fragments'],
  conditions: Compilation['conditions'],
): Compilation {
  const compilation: Compilation = {
    schema,
    operation,
    fragments,
    conditions,
    object: (type, nodes) => compileObject(type, namedFields(compilation, type, selectionSetsOf(nodes))),
  };
  return compilation;
}

function namedFields(
  compilation: Compilation,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): NamedField[] {
  return [...fieldsOf(compilation, type, selectionSets)].map(([key, nodes]): NamedField => {
    const isTypeName = nodes[0]!.name.value === '__typename';
    return [key, isTypeName ? null : compileField(compilation, type, key, nodes)];
  });
}

const selectionSetsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

function compileRoot(compilation: Compilation, root: GraphQLObjectType): CompleteObject {
  const named = namedFields(compilation, root, [compilation.operation.selectionSet]);
  return compilation.operation.operation === OperationTypeNode.MUTATION
    ? oneAfterTheOther(root, named)
    : compileObject(root, named);
}

/** Fields of a mutation change things, in the order in which they stand. */
function oneAfterTheOther(root: GraphQLObjectType, named: readonly NamedField[]): CompleteObject {
  const steps = named.map((field) => compileObject(root, [field]));
  return async (source, execution, path) => {
    const answers: unknown[] = [];
    for (const step of steps) answers.push(await step(source, execution, path));
    return Object.fromEntries(answers.flatMap((answer) => Object.entries(answer as object)));
  };
}

function fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function answerOf(answer: unknown, { errors }: Execution): ExecutionResult {
  const data = answer as Record<string, unknown> | null;
  return errors.all.length === 0 ? { data } : { errors: errors.all, data };
}

/** A field at the root that may not be null failed. */
function failure(error: unknown, execution: Execution): ExecutionResult {
  execution.errors.add(error as GraphQLError, undefined);
  return answerOf(null, execution);
}
