import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { getOperationAST, getVariableValues, GraphQLError, type DocumentNode } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import type { Engine, PlannedOperation } from './engine-types.ts';

type SchemaCallback = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

/**
 * An engine as the `gateway` of an Apollo Server whose context is a `RequestContext`: for those who want that server's
 * plugins around the compiled executor. The gateway itself serves without it, for it costs half of a small request.
 */
export function gatewayInterface(engine: Engine): GatewayInterface {
  const planned = new WeakMap<DocumentNode, Map<string, PlannedOperation>>();

  const plannedOf = (document: DocumentNode, operationName: string | null): PlannedOperation => {
    let byName = planned.get(document);
    if (byName === undefined) planned.set(document, (byName = new Map()));
    const key = `${engine.current.id} ${operationName ?? ''}`;
    let operation = byName.get(key);
    if (operation === undefined) {
      operation = engine.current.plan(document, getOperationAST(document, operationName)!);
      byName.set(key, operation);
    }
    return operation;
  };

  const executor: GatewayExecutor = async ({ document, operation, operationName, request, context }) => {
    const { schema } = engine.current;
    const variables = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
    if (variables.errors) return { errors: [...variables.errors] };
    try {
      const executed = plannedOf(document, operationName);
      const { data, errors } = await executed.execute(variables.coerced, context as RequestContext);
      const result = { data: JSON.parse(String(data)) as Record<string, unknown> | null };
      return errors.length > 0 ? { ...result, errors: [...errors] } : result;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };

  const callbacks = new Set<SchemaCallback>();
  const tell = (): void => {
    const { schema, sdl } = engine.current;
    for (const callback of callbacks) callback({ apiSchema: schema, coreSupergraphSdl: sdl });
  };
  engine.onReload({ replaced: tell });

  return {
    async load() {
      await engine.start();
      tell();
      return { executor };
    },
    onSchemaLoadOrUpdate(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    stop: () => engine.stop(),
  };
}
