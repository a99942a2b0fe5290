import 'reflect-metadata';
import { Field, ID, InterfaceType } from 'type-graphql';

/**
 * `@ObjectType({ implements: Node })`. Implementations are not registered by themselves: all subgraphs may
 * live in one process, and each must emit its own only.
 */
@InterfaceType('Node', { autoRegisterImplementations: false, description: 'Anything with an id of its own.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and unique in the whole shop; its prefix names the kind.' })
  id: string;
}
