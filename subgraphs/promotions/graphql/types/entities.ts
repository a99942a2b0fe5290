import { describedEnum, MoneyType } from '@emporium/platform/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Entities of other subgraphs, as far as this one adds to them or refers to them. */

@Directive('@key(fields: "id")')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition.' })
export class Offer {
  @Field(() => ID, { description: 'The offer’s id.' })
  id: string;

  @Directive('@external')
  @Field(() => MoneyType, { description: 'The seller’s price.' })
  price?: MoneyType;
}

@Directive('@key(fields: "id")')
@ObjectType('Product', { description: 'Something that is sold.' })
export class Product {
  @Field(() => ID, { description: 'The product’s id.' })
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account.' })
export class User {
  @Field(() => ID, { description: 'The account’s id.' })
  id: string;
}

export const ProductBadge = describedEnum('ProductBadge', 'What to stick on a product’s picture.', {
  LIGHTNING_DEAL: 'A lightning deal runs.',
  LIMITED_TIME_DEAL: 'A deal of the day runs.',
  PRIME_EXCLUSIVE: 'A deal for Prime members runs.',
});
export type ProductBadge = keyof typeof ProductBadge;
