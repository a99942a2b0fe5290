import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition.' })
export class Offer {
  @Field(() => ID, { description: 'The offer’s id.' })
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'One version of a product that can be bought.' })
export class ProductVariant {
  @Field(() => ID, { description: 'The variant’s id.' })
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('DealClaim', { description: 'A unit of a lightning deal, held for one buyer.' })
export class DealClaim {
  @Field(() => ID, { description: 'The claim’s id.' })
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'A person with an account.' })
export class User {
  @Field(() => ID, { description: 'The account’s id.' })
  id: string;
}
