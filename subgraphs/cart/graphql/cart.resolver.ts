import type { CartId, OwnerId } from '@emporium/contracts/ids';
import { page, sliceOf } from '@emporium/platform/cursor';
import {
  AppliedDiscount,
  type Connection,
  GraphQLBigInt,
  Internal,
  MoneyType,
  pageArgs,
  type PageArgs,
  Paginated,
  requireFound,
  requireInput,
  toMoney,
} from '@emporium/platform/graphql';
import { requireOwner } from '@emporium/platform/identity';
import { subtract, sum } from '@emporium/platform/money';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { CartReads, CartView } from '../app/reads.ts';
import { cartSubject, type CartChange } from '../app/save-cart.ts';
import {
  holds,
  itemCountOf,
  lineTotalOf,
  MARKETPLACE_CURRENCY,
  subtotalOf,
  unitPriceOf,
  type CartLine,
  type SavedItem,
} from '../domain/cart.ts';
import { lineWarnings, type CartWarning as Warning } from '../domain/warnings.ts';
import type { CartContext } from './context.ts';
import {
  CartEvent,
  CartLineConnection,
  CartLineType,
  CartTotals,
  CartType,
  CartWarning,
  SavedItemConnection,
  SavedItemType,
} from './types/cart.ts';
import { CheckoutCart } from './types/checkout-cart.ts';
import { DealClaim, Offer, User } from './types/references.ts';

const AUTHENTICATED = '@authenticated';
const Page100 = pageArgs(100);
const Page50 = pageArgs(50);

/** A line with the cart that knows its offer's price. */
interface LineView extends CartLine {
  readonly cart: CartView;
}

@Resolver(() => CartType)
export class CartResolver {
  constructor(
    private readonly reads: CartReads,
    private readonly now: () => Date,
  ) {}

  @Directive('@tag(name: "public")')
  @Directive(AUTHENTICATED)
  @Query(() => CartType, {
    nullable: true,
    description:
      'The viewer’s own cart; a guest session has one too. Null until `cartCreate` made it, and once it expired.',
  })
  async cart(
    @Arg('id', () => ID, { nullable: true, description: 'Only if it is this one.' }) id: string | null,
    @Ctx() { viewer, carts, cartOf }: CartContext,
  ): Promise<CartView | null> {
    const asked = requireInput({ id }, (p) => p.optional.id('cart', 'id'));
    return asked === null ? cartOf.load(requireOwner(viewer)) : carts.load(asked);
  }

  @Paginated()
  @FieldResolver(() => CartLineConnection, {
    description: 'What is in it, in the order it was added; a hundred at most.',
  })
  lines(@Root() cart: CartView, @Args(() => Page100) args: PageArgs): Connection<LineView> {
    return sliceOf(
      cart.lines.map((line) => ({ ...line, cart })),
      page(args),
    );
  }

  @Paginated()
  @FieldResolver(() => SavedItemConnection, {
    description: 'What is saved for later, the oldest first; a hundred at most.',
  })
  savedForLater(@Root() cart: CartView, @Args(() => Page50) args: PageArgs): Connection<SavedItem> {
    return sliceOf(cart.savedForLater, page(args));
  }

  @FieldResolver(() => CartTotals, { description: 'What it costs now.' })
  async totals(@Root() cart: CartView, @Ctx() { pricing }: CartContext): Promise<CartTotals> {
    const subtotal = subtotalOf(cart, cart.offers, this.now());
    const discounts = (await pricing(cart))?.discounts ?? [];
    const discount = sum(
      discounts.map(({ amount }) => amount),
      MARKETPLACE_CURRENCY,
    );
    return { subtotal: toMoney(subtotal), discount: toMoney(discount), total: toMoney(subtract(subtotal, discount)) };
  }

  @FieldResolver(() => Int, { description: 'Units in it, saved ones not counted.' })
  itemCount(@Root() cart: CartView): number {
    return itemCountOf(cart);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Whose it is; null for a guest’s.' })
  owner(@Root() cart: CartView): User | null {
    return cart.ownerId.startsWith('usr_') ? { id: cart.ownerId } : null;
  }

  @FieldResolver(() => [CartWarning], {
    description: 'What changed since things were added, and coupons that take nothing off.',
  })
  async warnings(@Root() cart: CartView, @Ctx() { pricing }: CartContext): Promise<Warning[]> {
    const own = lineWarnings(cart, cart.offers, this.now());
    const prices = await pricing(cart);
    if (prices === null) {
      const message = 'Discounts are not known at the moment. The checkout will know them.';
      return [...own, { code: 'DISCOUNTS_UNAVAILABLE', message, lineId: null }];
    }
    const coupons = prices.problems.filter(({ couponCode }) => couponCode !== null);
    return [...own, ...coupons.map(({ message }): Warning => ({ code: 'COUPON_PROBLEM', message, lineId: null }))];
  }

  @Internal()
  @Query(() => CheckoutCart, {
    nullable: true,
    description: 'A cart for its owner’s checkout; null if it is not theirs.',
  })
  async cartForCheckout(
    @Arg('cartId', () => ID, { description: 'The cart’s id.' }) cartId: string,
    @Arg('ownerId', () => ID, { description: 'Whose it must be.' }) ownerId: string,
  ): Promise<CheckoutCart | null> {
    const id = requireInput({ cartId }, (p) => p.id('cart', 'cartId'));
    const now = this.now();
    const [cart] = await this.reads.carts([id], ownerId as OwnerId, now);
    if (cart === undefined) return null;
    return {
      cartId: cart.id,
      ownerId: cart.ownerId,
      version: cart.version,
      couponCodes: cart.couponCodes,
      lines: cart.lines.map((line) => ({
        lineId: line.id,
        offerId: line.offerId,
        quantity: line.quantity,
        unitPriceWhenAdded: toMoney(line.unitPriceWhenAdded),
        dealClaimId: holds(line.claim, now) ? line.claim.id : null,
      })),
    };
  }

  @Directive(AUTHENTICATED)
  @Subscription(() => CartEvent, {
    description: 'Says when the viewer’s cart changes, on whichever device.',
    subscribe: ({ args, context }) => watchCart(args as WatchArguments, context as CartContext),
  })
  async cartUpdated(
    @Root() { sequence, payload }: StreamEvent<CartChange>,
    @Arg('cartId', () => ID, { description: 'The viewer’s cart.' }) cartId: string,
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the cart as it is comes first.',
    })
    _after: bigint | null,
    @Ctx() { viewer }: CartContext,
  ): Promise<CartEvent> {
    const [cart] = await this.reads.carts([cartId as CartId], requireOwner(viewer), this.now());
    return { sequence, cause: payload.cause, cart: cart ?? null };
  }
}

@Resolver(() => CartLineType)
export class CartLineResolver {
  constructor(private readonly now: () => Date) {}

  @FieldResolver(() => Offer, { nullable: true, description: 'What is to be bought.' })
  offer(@Root() line: LineView): Offer {
    return { id: line.offerId };
  }

  @FieldResolver(() => MoneyType, { description: 'What one costs now: the deal’s price while the claim holds.' })
  unitPrice(@Root() line: LineView): MoneyType {
    return toMoney(unitPriceOf(line, line.cart.offers, this.now()));
  }

  @FieldResolver(() => MoneyType, { description: 'What one cost when it was added.' })
  unitPriceWhenAdded(@Root() line: LineView): MoneyType {
    return toMoney(line.unitPriceWhenAdded);
  }

  @FieldResolver(() => MoneyType, { description: 'Unit price times quantity, before discounts.' })
  lineTotal(@Root() line: LineView): MoneyType {
    return toMoney(lineTotalOf(line, line.cart.offers, this.now()));
  }

  @FieldResolver(() => [AppliedDiscount], { description: 'What coupons and promotions take off this line.' })
  async discounts(@Root() line: LineView, @Ctx() { pricing }: CartContext): Promise<AppliedDiscount[]> {
    const discounts = (await pricing(line.cart))?.discounts ?? [];
    return discounts
      .filter(({ lineId }) => lineId === line.id)
      .map(({ source, title, amount }) => ({ source, title, amount: toMoney(amount) }));
  }

  @FieldResolver(() => DealClaim, { nullable: true, description: 'The claim on a deal that it was added with.' })
  dealClaim(@Root() line: LineView): DealClaim | null {
    return line.claim && { id: line.claim.id };
  }
}

@Resolver(() => SavedItemType)
export class SavedItemResolver {
  @FieldResolver(() => Offer, { nullable: true, description: 'What was saved.' })
  offer(@Root() item: SavedItem): Offer {
    return { id: item.offerId };
  }

  @FieldResolver(() => MoneyType, { description: 'What one cost when it was saved.' })
  priceWhenSaved(@Root() item: SavedItem): MoneyType {
    return toMoney(item.priceWhenSaved);
  }
}

interface WatchArguments {
  readonly cartId: string;
  readonly after: bigint | null | undefined;
}

async function watchCart(
  { cartId, after }: WatchArguments,
  { streams, carts }: CartContext,
): Promise<AsyncIterableIterator<StreamEvent<CartChange>>> {
  const id = requireInput({ cartId }, (p) => p.id('cart', 'cartId'));
  requireFound(await carts.load(id), 'cart', 'cartId');
  const subject = cartSubject(id);
  return streams.subscribe<CartChange>({
    subject,
    after,
    snapshot: async () => [
      { sequence: await streams.head(subject), payload: { cause: 'SNAPSHOT' }, occurredAt: new Date() },
    ],
  });
}
