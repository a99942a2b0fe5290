import type { Variables } from '../engine/engine-types.ts';
import type { FetchNode } from '../planner/fetch-plan.ts';

/** Writes the JSON body of a fetch: all that never changes is text already. */
export interface RequestBody {
  /** `representations` are JSON arrays by the position of their `EntityFetch`. */
  write(variables: Variables, representations: readonly string[]): string;
}

export function compileRequestBody({ operation, operationName, variableNames, entities }: FetchNode): RequestBody {
  const name = operationName === null ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const head = `{"query":${JSON.stringify(operation)}${name}`;
  if (variableNames.length === 0 && entities === null) {
    const whole = `${head}}`;
    return { write: () => whole };
  }

  const open = `${head},"variables":{`;
  const entityKeys = (entities ?? []).map(({ variable }) => `${JSON.stringify(variable)}:`);
  const variableKeys = variableNames.map((variable) => `${JSON.stringify(variable)}:`);
  return {
    write(variables, representations) {
      let body = open;
      let separator = '';
      for (let index = 0; index < entityKeys.length; index += 1) {
        body += separator + entityKeys[index]! + representations[index]!;
        separator = ',';
      }
      for (let index = 0; index < variableKeys.length; index += 1) {
        const variable = variableNames[index]!;
        if (!Object.hasOwn(variables, variable)) continue; // `toString` may be a name, and every object inherits one
        const value = variables[variable];
        if (value === undefined) continue;
        body += separator + variableKeys[index]! + JSON.stringify(value);
        separator = ',';
      }
      return `${body}}}`;
    },
  };
}
