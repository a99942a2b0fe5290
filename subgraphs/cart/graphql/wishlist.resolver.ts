import type { UserId, WishlistId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  MoneyType,
  mutate,
  pageArgs,
  type PageArgs,
  Paginated,
  requireInput,
  toMoney,
} from '@emporium/platform/graphql';
import { ownerOf, requireUser } from '@emporium/platform/identity';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Carts } from '../app/carts.ts';
import type { CartView } from '../app/reads.ts';
import type { Wishlist, WishlistItem } from '../domain/wishlist.ts';
import type { CartContext } from './context.ts';
import { wishlistError } from './errors.ts';
import { CartType } from './types/cart.ts';
import { ProductVariant, User } from './types/references.ts';
import {
  WishlistItemConnection,
  WishlistItemType,
  WishlistPayload,
  WishlistType,
  WishlistVisibility,
} from './types/wishlist.ts';

const AUTHENTICATED = '@authenticated';
const Page50 = pageArgs(50);

@Resolver(() => WishlistType)
export class WishlistResolver {
  constructor(private readonly carts: Carts) {}

  @Query(() => WishlistType, { nullable: true, description: 'A wishlist of the viewer’s, or one that is not private.' })
  wishlist(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { wishlists }: CartContext,
  ): Promise<Wishlist | null> {
    return wishlists.load(requireInput({ id }, (p) => p.id('wsh', 'id')));
  }

  @Paginated()
  @FieldResolver(() => WishlistItemConnection, { description: 'What is on it, in its owner’s order; 250 at most.' })
  async items(
    @Root() wishlist: Wishlist,
    @Args(() => Page50) args: PageArgs,
    @Ctx() { wishlistItems }: CartContext,
  ): Promise<Connection<WishlistItem>> {
    const limits = page(args);
    const items = (await wishlistItems(wishlist.id, limits))?.items ?? [];
    return connectionOf(items, limits, (item) => encodeCursor([item.priority, item.id]));
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => WishlistPayload, { nullable: true, description: 'A new wishlist; an account has fifty at most.' })
  wishlistCreate(
    @Ctx() context: CartContext,
    @Arg('name', () => String, { description: 'What to call it, 100 characters at most.' }) name: string,
    @Arg('visibility', () => WishlistVisibility, { defaultValue: 'PRIVATE', description: 'Who may see it.' })
    visibility: keyof typeof WishlistVisibility,
  ): Promise<WishlistPayload> {
    return mutate<WishlistPayload>(async () => {
      const ownerId = requireUser(context.viewer);
      const list = requireInput({ name }, (p) => ({ name: p.text('name', { max: 100 }), visibility }));
      const result = await this.carts.createWishlist(ownerId, list);
      return result.ok ? answer(context, result.value) : { userErrors: [wishlistError(result.error, 'name')] };
    });
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => WishlistPayload, {
    nullable: true,
    description: 'Puts a variant on one of the viewer’s lists, once.',
  })
  wishlistItemAdd(
    @Ctx() context: CartContext,
    @Arg('wishlistId', () => ID, { description: 'The list’s id.' }) wishlistId: string,
    @Arg('variantId', () => ID, { description: 'The variant’s id.' }) variantId: string,
  ): Promise<WishlistPayload> {
    return mutate<WishlistPayload>(async () => {
      const ownerId = requireUser(context.viewer);
      const wish = requireInput({ wishlistId, variantId }, (p) => ({
        wishlistId: p.id('wsh', 'wishlistId'),
        variantId: p.id('var', 'variantId'),
      }));
      const result = await this.carts.addWish(ownerId, wish.wishlistId, wish.variantId);
      return result.ok ? answer(context, wish.wishlistId) : { userErrors: [wishlistError(result.error, 'variantId')] };
    });
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => WishlistPayload, { nullable: true, description: 'Takes an item off one of the viewer’s lists.' })
  wishlistItemRemove(
    @Ctx() context: CartContext,
    @Arg('wishlistId', () => ID, { description: 'The list’s id.' }) wishlistId: string,
    @Arg('itemId', () => ID, { description: 'The item’s id.' }) itemId: string,
  ): Promise<WishlistPayload> {
    return mutate<WishlistPayload>(async () => {
      const ownerId = requireUser(context.viewer);
      const wish = requireInput({ wishlistId, itemId }, (p) => ({
        wishlistId: p.id('wsh', 'wishlistId'),
        itemId: p.id('wli', 'itemId'),
      }));
      const result = await this.carts.removeWish(ownerId, wish.wishlistId, wish.itemId);
      return result.ok ? answer(context, wish.wishlistId) : { userErrors: [wishlistError(result.error, 'itemId')] };
    });
  }
}

@Resolver(() => WishlistItemType)
export class WishlistItemResolver {
  @FieldResolver(() => ProductVariant, { nullable: true, description: 'What is wished for.' })
  variant(@Root() item: WishlistItem): ProductVariant {
    return { id: item.variantId };
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'The lowest price when it was put on the list; null when nobody sold it then.',
  })
  priceWhenAdded(@Root() item: WishlistItem): MoneyType | null {
    return item.priceWhenAdded && toMoney(item.priceWhenAdded);
  }
}

/** What accounts have here: their owner sees it, and nobody else. */
@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => CartType, { nullable: true, description: 'The open cart; null for others than its owner.' })
  async cart(@Root() user: User, @Ctx() { viewer, cartOf }: CartContext): Promise<CartView | null> {
    return ownerOf(viewer) === user.id ? cartOf.load(user.id as UserId) : null;
  }

  @FieldResolver(() => [WishlistType], {
    nullable: true,
    description: 'The wishlists, fifty at most; null for others than their owner.',
  })
  async wishlists(
    @Root() user: User,
    @Ctx() { viewer, wishlistsOf }: CartContext,
  ): Promise<readonly Wishlist[] | null> {
    return ownerOf(viewer) === user.id ? wishlistsOf.load(user.id as UserId) : null;
  }
}

const answer = async ({ wishlists }: CartContext, id: WishlistId): Promise<{ wishlist: Wishlist | null }> => ({
  wishlist: await wishlists.load(id),
});
