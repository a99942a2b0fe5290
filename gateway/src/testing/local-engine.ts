import {
  buildSchema,
  execute,
  parse,
  OperationTypeNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
} from 'graphql';
import type {
  Engine,
  ExecutedText,
  LoadedSupergraph,
  PlannedOperation,
  ReloadListener,
  Variables,
} from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';

/** Resolvers of the root fields, as graphql-js's default resolver calls them. */
export type Root = Readonly<Record<string, unknown>>;

export interface LocalEngine extends Engine {
  /** Operations planned so far, for whichever schema, as `<schema id> <operation>`. */
  readonly planned: string[];
  /** What ran, with the variables that it ran with. */
  readonly ran: { readonly variables: Variables; readonly context: RequestContext }[];
  /** Another schema takes over, when everybody is ready for it. */
  reload(sdl: string): Promise<void>;
}

/** An engine without subgraphs: graphql-js runs the operation on the spot. Events of a stream come as they are. */
export function createLocalEngine(sdl: string, root: Root): LocalEngine {
  const listeners = new Set<ReloadListener>();
  const planned: string[] = [];
  const ran: LocalEngine['ran'] = [];
  let loads = 0;

  const load = (text: string): LoadedSupergraph => {
    const schema = buildSchema(text);
    const id = `schema-${(loads += 1)}`;
    return {
      id,
      sdl: text,
      ast: parse(text, { noLocation: true }),
      schema,
      plan(document, operation): PlannedOperation {
        planned.push(`${id} ${operation.name?.value ?? ''}`.trim());
        const run = async (rootValue: Root, variableValues: Variables): Promise<ExecutedText> => {
          const operationName = operation.name?.value;
          return executed(await execute({ schema, document, operationName, variableValues, rootValue }));
        };
        const isStream = operation.operation === OperationTypeNode.SUBSCRIPTION;
        return {
          execute(variables, context) {
            ran.push({ variables, context });
            return run(root, variables);
          },
          executeInParts: null,
          describe: () => `Local { ${operation.name?.value ?? 'anonymous'} }`,
          stream: isStream
            ? {
                service: 'local',
                query: document.loc?.source.body ?? '',
                operationName: operation.name?.value ?? null,
                variableNames: [],
                join: async (event: FormattedExecutionResult) => ({
                  data: JSON.stringify(event.data ?? null),
                  errors: (event.errors ?? []) as readonly GraphQLError[],
                }),
              }
            : null,
        };
      },
    };
  };

  let current = load(sdl);
  return {
    planned,
    ran,
    get current() {
      return current;
    },
    start: () => Promise.resolve(),
    onReload(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async reload(text) {
      const next = load(text);
      for (const { prepare } of listeners) await prepare?.(next);
      current = next;
      for (const { replaced } of listeners) replaced?.();
    },
    stop: () => Promise.resolve(),
  };
}

const executed = ({ data, errors = [] }: ExecutionResult): ExecutedText => ({
  data: JSON.stringify(data ?? null),
  errors,
});
