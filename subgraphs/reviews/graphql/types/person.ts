import { EntityKey } from '@emporium/platform/graphql';
import { Directive, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('PublicProfile', {
  description: 'What others may see of a person. An entity of its own, so that a review can never leak an address.',
})
export class PublicProfile extends EntityKey {}
