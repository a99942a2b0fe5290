import { GraphQLError, Kind, type FieldNode, type GraphQLField, type ValueNode } from 'graphql';
import { withCode } from '../errors/with-code.ts';
import type { Variables } from '../engine/engine-types.ts';
import type { ListSize } from './cost-directives.ts';
import type { Formula, Term } from './formula.ts';

/**
 * How many items a field with `@listSize` answers at most: what its slicing arguments ask for, the most if there are
 * several; else what is assumed. Throws when the directive asks for exactly one slicing argument and the document gives
 * another number of them; one that has a default value is always given.
 */
export function listLength(
  formula: Formula,
  size: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  defaultLength: number,
): Term {
  const assumed = size.assumedSize ?? defaultLength;
  const lengths: Term[] = [];
  let given = 0;
  for (const path of size.slicingArguments) {
    const [name, ...inner] = path;
    const definition = field.args.find((argument) => argument.name === name);
    const written = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const byDefault = numberAt(definition?.defaultValue, inner);
    if (written === undefined || written.kind === Kind.NULL) {
      if (byDefault !== null) lengths.push(byDefault);
      continue;
    }
    const length = writtenLength(formula, written, inner, byDefault ?? assumed);
    if (length === null) continue;
    given += 1;
    lengths.push(length);
  }
  if (size.requireOneSlicingArgument && size.slicingArguments.length > 0 && (given > 1 || lengths.length === 0)) {
    throw notOneSlicingArgument(size, node);
  }
  return lengths.length === 0 ? assumed : formula.greatest(lengths);
}

/** What is written for a slicing argument, at a path inside it; null when nothing is. */
function writtenLength(formula: Formula, value: ValueNode, path: readonly string[], otherwise: number): Term | null {
  if (value.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return formula.read((variables: Variables) => numberAt(variables[variable], path) ?? otherwise);
  }
  const [name, ...inner] = path;
  if (name !== undefined) {
    if (value.kind !== Kind.OBJECT) return null;
    const field = value.fields.find((candidate) => candidate.name.value === name);
    return field ? writtenLength(formula, field.value, inner, otherwise) : null;
  }
  return value.kind === Kind.INT || value.kind === Kind.FLOAT ? Math.max(0, Number(value.value)) : null;
}

function numberAt(value: unknown, path: readonly string[]): number | null {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return null;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

function notOneSlicingArgument({ slicingArguments }: ListSize, node: FieldNode): GraphQLError {
  const names = slicingArguments.map((path) => `"${path.join('.')}"`);
  const message =
    names.length === 1
      ? `Give "${node.name.value}" the argument ${names[0]}: it says how many items you want.`
      : `Give "${node.name.value}" exactly one of the arguments ${names.join(', ')}: it says how many items you want.`;
  return withCode(new GraphQLError(message, { nodes: node }), 'GRAPHQL_VALIDATION_FAILED');
}
