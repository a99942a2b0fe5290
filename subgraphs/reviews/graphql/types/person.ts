import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account.' })
export class User {
  @Field(() => ID, { description: 'The account’s id.' })
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType('PublicProfile', { description: 'What others may see of a person.' })
export class PublicProfile {
  @Field(() => ID, { description: 'The person’s id.' })
  id: string;
}
