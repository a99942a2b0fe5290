import { getVariableValues } from 'graphql/execution/values.js';
import { getOperationAST, GraphQLError, parse, validate } from 'graphql';
import type { Executed, LoadedEngine } from './engines.ts';
import type { ExpectedError } from './behaviour.ts';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** A deferred fragment at its place. */
export interface Part extends Answer {
  readonly path: readonly (string | number)[];
  readonly label?: string;
}

export interface Answer {
  /** Absent when the operation was refused before anything ran. */
  readonly data?: unknown;
  readonly errors?: readonly Required<ExpectedError>[];
}

/** Asks as a client would: what is not valid is refused, variables are coerced, errors come as JSON. */
export async function ask(engine: LoadedEngine, { query, operationName, variables = {} }: Asked): Promise<Answer> {
  const document = parse(query);
  const operation = getOperationAST(document, operationName);
  if (!operation) return refusal([new GraphQLError('no such operation')]);
  const invalid = validate(engine.schema, document);
  if (invalid.length > 0) return refusal(invalid);
  const coerced = getVariableValues(engine.schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return refusal(coerced.errors);
  try {
    const { data, errors } = await engine.execute(document, operation, coerced.coerced);
    return { data: plain(data), ...errorsOf(errors) };
  } catch (error) {
    if (error instanceof GraphQLError) return refusal([error]); // there is no plan for it
    throw error;
  }
}

/** Asks a valid operation as a client that takes the answer in parts. Null when there is but one. */
export async function askInParts(
  engine: LoadedEngine,
  { query, operationName, variables = {} }: Asked,
): Promise<{ readonly first: Answer; readonly later: readonly Part[] } | null> {
  const document = parse(query);
  const operation = getOperationAST(document, operationName)!;
  const coerced = getVariableValues(engine.schema, operation.variableDefinitions ?? [], variables);
  const answer = await engine.executeInParts(document, operation, coerced.coerced!);
  return (
    answer && {
      first: { data: plain(answer.first.data), ...errorsOf(answer.first.errors) },
      later: answer.later
        .map(({ data, errors, path, label }) => ({
          path,
          ...(label === null ? {} : { label }),
          data,
          ...errorsOf(errors),
        }))
        .sort(byPlace),
    }
  );
}

/** Parts come in any order. */
export const byPlace = (a: { path: unknown; label?: string }, b: { path: unknown; label?: string }): number => {
  const [x, y] = [JSON.stringify([a.path, a.label]), JSON.stringify([b.path, b.label])];
  return x < y ? -1 : x > y ? 1 : 0;
};

const refusal = (errors: readonly GraphQLError[]): Answer => errorsOf(errors);

const errorsOf = (errors: Executed['errors']): Pick<Answer, 'errors'> =>
  errors.length === 0 ? {} : { errors: errors.map(readable).sort(byPath) };

function readable({ message, path, extensions }: GraphQLError): Required<ExpectedError> {
  const { code = '', service, serviceName } = extensions as Readonly<Record<string, string | undefined>>;
  return { path: path ?? [], message, code, service: service ?? serviceName ?? '' };
}

/** As it leaves over the wire. */
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null));

export const byPath = (a: ExpectedError, b: ExpectedError): number => {
  const [x, y] = [JSON.stringify([a.path, a.message]), JSON.stringify([b.path, b.message])];
  return x < y ? -1 : x > y ? 1 : 0;
};
