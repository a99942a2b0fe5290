import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Other subgraphs' entities: named here, told there. */

const ID_FIELD = { description: 'Its id.' };

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account.' })
export class User {
  @Field(() => ID, ID_FIELD)
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Seller', { description: 'Who sells.' })
export class Seller {
  @Field(() => ID, ID_FIELD)
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition.' })
export class Offer {
  @Field(() => ID, ID_FIELD)
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'A product in one size, colour and so on.' })
export class ProductVariant {
  @Field(() => ID, ID_FIELD)
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Warehouse', { description: 'A building that parcels leave from.' })
export class Warehouse {
  @Field(() => ID, ID_FIELD)
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Reservation', { description: 'Stock held for a checkout.' })
export class Reservation {
  @Field(() => ID, ID_FIELD)
  id: string;
}
