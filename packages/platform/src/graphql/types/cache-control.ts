import { Directive } from 'type-graphql';

/**
 * How many seconds a shared cache may keep an answer with this field, or with what the type describes; only for what is
 * the same for everybody. An answer lives as long as its shortest-lived part. Root fields, and fields that return
 * objects, live 0 seconds unless they or their type say more; other fields as long as the object they are of, those that
 * other subgraphs add to it too: 0 on such a field takes it out.
 */
export const Lifetime = (seconds: number): ReturnType<typeof Directive> =>
  Directive(`@cacheControl(maxAge: ${seconds})`);

/** On a field that returns objects, or on their type: they are a part of what they stand in and live as long. */
export const LifetimeOfParent = (): ReturnType<typeof Directive> => Directive('@cacheControl(inheritMaxAge: true)');
