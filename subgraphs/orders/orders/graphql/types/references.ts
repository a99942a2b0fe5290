import { EntityKey } from '@emporium/platform/graphql';
import { Directive, ObjectType } from 'type-graphql';

/** Other subgraphs' entities: named here, told there. */

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Seller', { description: 'A business that offers things on the marketplace.' })
export class Seller extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition: the thing that is bought.' })
export class Offer extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'One size, colour or configuration of a product.' })
export class ProductVariant extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Warehouse', { description: 'A building that stock lies in and parcels leave from.' })
export class Warehouse extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Reservation', { description: 'Stock held for a checkout.' })
export class Reservation extends EntityKey {}
