import { EntityKey } from '@emporium/platform/graphql';
import { Directive, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition: the thing that is bought.' })
export class Offer extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'One size, colour or configuration of a product.' })
export class ProductVariant extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('DealClaim', { description: 'Units of a deal, held for one buyer.' })
export class DealClaim extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}
