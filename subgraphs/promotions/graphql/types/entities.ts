import { describedEnum, EntityKey, MoneyType } from '@emporium/platform/graphql';
import { Directive, Field, ObjectType } from 'type-graphql';

/** Entities of other subgraphs, as far as this one adds to them or refers to them. */

@Directive('@key(fields: "id")')
@ObjectType('Offer', { description: 'A seller’s price for one variant in one condition: the thing that is bought.' })
export class Offer extends EntityKey {
  @Directive('@external')
  @Field(() => MoneyType, { description: 'What one costs, without shipping and tax.' })
  price?: MoneyType;
}

@Directive('@key(fields: "id")')
@ObjectType('Product', { description: 'Something that is sold, in one or several variants.' })
export class Product extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}

export const ProductBadge = describedEnum('ProductBadge', 'A badge for a product’s picture.', {
  LIGHTNING_DEAL: 'A lightning deal runs.',
  LIMITED_TIME_DEAL: 'A deal of the day runs.',
  PRIME_EXCLUSIVE: 'A deal for Prime members runs.',
});
export type ProductBadge = keyof typeof ProductBadge;
