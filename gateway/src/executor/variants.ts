import type { DocumentNode } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import { conditionVariables } from './shape/selections.ts';

/**
 * What is made of an operation once for each combination of its conditions' values: at most `most` at a time, for clients
 * vary few conditions, and whoever varies them all must not fill the memory.
 */
export function variantsBy<T>(
  conditions: readonly string[],
  most: number,
  make: (variables: Variables) => T,
): (variables: Variables) => T {
  const variants = new Map<string, { readonly made: T }>();
  return (variables) => {
    let key = '';
    for (const name of conditions) key += variables[name] === true ? '1' : '0';
    let variant = variants.get(key);
    if (variant === undefined) {
      if (variants.size >= most) variants.clear();
      variants.set(key, (variant = { made: make(variables) }));
    }
    return variant.made;
  };
}

const MOST_OF_A_DOCUMENT = 64;

/** The same for all conditions of a document. */
export const variantsOf = <T>(
  document: DocumentNode,
  make: (variables: Variables) => T,
): ((variables: Variables) => T) => variantsBy(conditionVariables(document), MOST_OF_A_DOCUMENT, make);
