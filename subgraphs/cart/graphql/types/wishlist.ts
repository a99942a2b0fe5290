import { connectionTypes, describedEnum, GraphQLDateTime, MutationPayload, Node } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

export const WishlistVisibility = describedEnum('WishlistVisibility', 'Who may see a wishlist.', {
  PRIVATE: 'Its owner alone.',
  SHARED: 'Whoever was given its id.',
  PUBLIC: 'Anybody.',
});

@ObjectType('WishlistItem', { implements: Node, description: 'Something on a wishlist.' })
export class WishlistItemType extends Node {
  @Field(() => String, { nullable: true, description: 'What its owner wrote beside it.' })
  note: string | null;

  @Field(() => Int, { description: 'The place in the owner’s order, from 1.' })
  priority: number;

  @Field(() => GraphQLDateTime, { description: 'When it was put on the list.' })
  addedAt: Date;
}
export const { Connection: WishlistItemConnection } = connectionTypes('WishlistItem', () => WishlistItemType);

@Directive('@key(fields: "id")')
@ObjectType('Wishlist', { implements: Node, description: 'Things somebody would like to have.' })
export class WishlistType extends Node {
  @Field(() => String, { description: 'What its owner calls it.' })
  name: string;

  @Field(() => WishlistVisibility, { description: 'Who may see it.' })
  visibility: keyof typeof WishlistVisibility;
}

@ObjectType('WishlistPayload', { description: 'The wishlist as it is now, or why it was not changed.' })
export class WishlistPayload extends MutationPayload {
  @Field(() => WishlistType, { nullable: true, description: 'The wishlist.' })
  wishlist?: object | null;
}
