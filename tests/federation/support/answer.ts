import { getVariableValues } from 'graphql/execution/values.js';
import { getOperationAST, GraphQLError, parse, validate } from 'graphql';
import type { Executed, LoadedEngine } from './engines.ts';
import type { ExpectedError } from './behaviour.ts';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
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
