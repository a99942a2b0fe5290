import 'reflect-metadata';
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';

const ID_DESCRIPTION = 'Opaque and unique in the whole marketplace; its prefix names the kind.';

/**
 * `@ObjectType({ implements: Node })`. Implementations are not registered by themselves: all subgraphs may
 * live in one process, and each must emit its own only.
 */
@InterfaceType('Node', { autoRegisterImplementations: false, description: 'Anything with an id of its own.' })
export abstract class Node {
  @Field(() => ID, { description: ID_DESCRIPTION })
  id: string;
}

/** An entity of which this subgraph knows the id alone, or that is no `Node`: a class with `@key(fields: "id")` extends this. */
@ObjectType()
export abstract class EntityKey {
  @Field(() => ID, { description: ID_DESCRIPTION })
  id: string;
}
