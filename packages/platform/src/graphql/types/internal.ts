import { Directive } from 'type-graphql';

/**
 * For other subgraphs alone. On a query or mutation: no client sees it, and only a signed service may
 * call it. On a class: a type that nothing but such fields mentions, hidden with them.
 */
export function Internal(): ClassDecorator & MethodDecorator {
  return (target: object, property?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (property === undefined || descriptor === undefined) {
      Directive('@inaccessible')(target as never);
      return;
    }
    Directive('@inaccessible')(target, property, descriptor);
    Directive('@requiresScopes(scopes: [["internal"]])')(target, property, descriptor);
  };
}
