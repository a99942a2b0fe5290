import { GraphQLDateTime, Internal, MutationPayload, Node } from '@emporium/platform/graphql';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('ApiClient', {
  implements: Node,
  description: 'A program that calls `/partner/graphql` with a key, and what it may do.',
})
export class ApiClientType extends Node {
  @Field(() => String, { description: 'What its owner calls it.' })
  name: string;
  @Field(() => [String], {
    description: 'What it was given; it never has more than its owner has at that moment.',
  })
  scopes: readonly string[];
  @Field(() => String, { description: 'How its key begins, to tell keys apart.' })
  keyStart: string;
  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt: Date;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last seen, to the minute; null for never.',
  })
  lastUsedAt: Date | null;
}

@ObjectType('ApiClientPayload', { description: 'An API client, made or ended.' })
export class ApiClientPayload extends MutationPayload {
  @Field(() => ApiClientType, { nullable: true, description: 'The client; null when nothing was done.' })
  apiClient?: object | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of a new client its key, this once: keep it. For `Authorization: ApiKey …`.',
  })
  key?: string | null;
}

@Internal()
@ObjectType('ApiClientIdentity', { description: 'Who calls with a key, for the gateway.' })
export class ApiClientIdentity {
  @Field(() => ID, { description: 'The client’s id.' })
  id: string;
  @Field(() => [String], { description: 'What it may do now.' })
  scopes: readonly string[];
}
