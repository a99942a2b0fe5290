import type { CartLineId, OwnerId } from '@emporium/contracts/ids';
import {
  IDEMPOTENCY_KEY,
  idempotencyKey,
  inputError,
  type InputReader,
  mutate,
  notFoundError,
  requireInput,
  type UserError,
} from '@emporium/platform/graphql';
import { requireOwner, requireUser } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { CartRef } from '../app/change-cart.ts';
import type { Carts } from '../app/carts.ts';
import type { CartView } from '../app/reads.ts';
import { MAX_LINES, MAX_QUANTITY } from '../domain/cart.ts';
import type { CartContext } from './context.ts';
import { addErrors, cartFull, couponError, lineError, noCart, unavailable } from './errors.ts';
import { CartLineAddInput, CartLineUpdateInput, CartPayload } from './types/input.ts';

const PUBLIC = '@tag(name: "public")';
const AUTHENTICATED = '@authenticated';
const CART = 'The viewer’s cart.';

type Answer = { cart?: CartView | null; userErrors?: readonly UserError[] };

/** What clients do to carts. Lines need no version: whatever two devices do at once, both hold. */
@Resolver()
export class CartChangeResolver {
  constructor(private readonly carts: Carts) {}

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, {
    nullable: true,
    description: 'The viewer’s cart, made if there is none, with these lines added.',
  })
  cartCreate(
    @Ctx() context: CartContext,
    @Arg('lines', () => [CartLineAddInput], { nullable: true, description: 'A hundred at most.' })
    lines: CartLineAddInput[] | null,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: IDEMPOTENCY_KEY }) key: string | null,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const command = requireInput({ lines: lines ?? [], idempotencyKey: key }, (p) => ({
        lines: readLines(p, 0),
        idempotencyKey: readKey(p, 'cartCreate', context),
      }));
      const result = await this.carts.createCart({ ...command, ownerId });
      return result.ok ? answer(context, ownerId, result.value) : { userErrors: addErrors(result.error) };
    });
  }

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, { nullable: true, description: 'Puts offers into the cart: all of them, or none.' })
  cartLinesAdd(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('lines', () => [CartLineAddInput], { description: 'A hundred at most.' }) lines: CartLineAddInput[],
    @Arg('idempotencyKey', () => ID, { nullable: true, description: IDEMPOTENCY_KEY }) key: string | null,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const { ref, ...command } = requireInput({ cartId, lines, idempotencyKey: key }, (p) => ({
        ref: readRef(p, context),
        lines: readLines(p, 1),
        idempotencyKey: readKey(p, `cartLinesAdd:${cartId}`, context),
      }));
      const result = await this.carts.addLines(ref, command);
      return result.ok ? answer(context, ref.ownerId, result.value) : { userErrors: addErrors(result.error) };
    });
  }

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, { nullable: true, description: 'Sets quantities: all of them, or none.' })
  cartLinesUpdate(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('lines', () => [CartLineUpdateInput], { description: 'A hundred at most.' }) lines: CartLineUpdateInput[],
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const command = requireInput({ cartId, lines }, (p) => ({
        ref: readRef(p, context),
        changes: p.list(
          'lines',
          { max: MAX_LINES, uniqueBy: (line: { readonly lineId: CartLineId }) => line.lineId },
          (line) => ({
            lineId: line.id('cln', 'lineId'),
            quantity: line.int('quantity', { min: 0, max: MAX_QUANTITY }),
          }),
        ),
      }));
      const result = await this.carts.updateLines(command.ref, command.changes);
      if (result.ok) return { cart: result.value };
      return { userErrors: 'code' in result.error ? [noCart()] : result.error.map(lineError) };
    });
  }

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, {
    nullable: true,
    description: 'Takes lines out; those that are gone already do not matter.',
  })
  cartLinesRemove(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('lineIds', () => [ID], { description: 'A hundred at most.' }) lineIds: string[],
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const { ref, ids } = requireInput({ cartId, lineIds }, (p) => ({
        ref: readRef(p, context),
        ids: p.ids('cln', 'lineIds', { max: MAX_LINES }),
      }));
      const result = await this.carts.removeLines(ref, ids);
      return result.ok ? { cart: result.value } : { userErrors: [noCart()] };
    });
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, { nullable: true, description: 'Takes a line out and remembers it beside the cart.' })
  cartSaveForLater(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('lineId', () => ID, { description: 'The line’s id.' }) lineId: string,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const command = requireInput({ cartId, lineId }, (p) => ({
        ref: readRef(p, context),
        lineId: p.id('cln', 'lineId'),
      }));
      const result = await this.carts.saveForLater(command.ref, command.lineId);
      return result.ok ? { cart: result.value } : { userErrors: [moveError(result.error.code, 'lineId')] };
    });
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, {
    nullable: true,
    description: 'Puts a saved item back into the cart, at today’s price.',
  })
  cartMoveToCart(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('savedItemId', () => ID, { description: 'The saved item’s id.' }) savedItemId: string,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const command = requireInput({ cartId, savedItemId }, (p) => ({
        ref: readRef(p, context),
        itemId: p.id('svd', 'savedItemId'),
      }));
      const result = await this.carts.moveToCart(command.ref, command.itemId);
      if (result.ok) return { cart: result.value };
      return { userErrors: [moveError(result.error.code, 'savedItemId')] };
    });
  }

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, { nullable: true, description: 'Applies a coupon that takes something off this cart.' })
  cartCouponApply(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('code', () => String, { description: 'The coupon, in any case.' }) code: string,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const command = requireInput({ cartId, code }, (p) => ({ ref: readRef(p, context), code: readCoupon(p) }));
      const result = await this.carts.applyCoupon(command.ref, command.code);
      if (result.ok) return { cart: result.value };
      return { userErrors: [couponError(result.error, command.code)] };
    });
  }

  @Directive(PUBLIC)
  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, {
    nullable: true,
    description: 'Removes a coupon; one that is not applied does not matter.',
  })
  cartCouponRemove(
    @Ctx() context: CartContext,
    @Arg('cartId', () => ID, { description: CART }) cartId: string,
    @Arg('code', () => String, { description: 'The coupon, in any case.' }) code: string,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const command = requireInput({ cartId, code }, (p) => ({ ref: readRef(p, context), code: readCoupon(p) }));
      const result = await this.carts.removeCoupon(command.ref, command.code);
      return result.ok ? { cart: result.value } : { userErrors: [noCart()] };
    });
  }

  @Directive(AUTHENTICATED)
  @Mutation(() => CartPayload, {
    nullable: true,
    description:
      'Adds what a guest session collected to the account’s cart. Signing in with the token does the same in a moment.',
  })
  cartMerge(
    @Ctx() context: CartContext,
    @Arg('guestToken', () => String, { description: 'The guest session’s token.' }) guestToken: string,
  ): Promise<CartPayload> {
    return mutate<CartPayload>(async () => {
      const userId = requireUser(context.viewer);
      const token = requireInput({ guestToken }, (p) => p.text('guestToken', { max: 4096 }));
      const result = await this.carts.mergeByToken(token, userId);
      if (result.ok) return answer(context, userId, null);
      const message = 'This is not the token of a guest session, or it ran out.';
      return { userErrors: [inputError('TOKEN_EXPIRED', message, ['guestToken'])] };
    });
  }
}

/** With the cart as the change left it, or as it is now. */
const answer = async ({ cartOf }: CartContext, ownerId: OwnerId, changed: CartView | null): Promise<Answer> => ({
  cart: changed ?? (await cartOf.load(ownerId)),
});

const readRef = (p: InputReader, { viewer }: CartContext): CartRef => ({
  cartId: p.id('cart', 'cartId'),
  ownerId: requireOwner(viewer),
});

const readCoupon = (p: InputReader): string => p.text('code', { max: 64 }).toUpperCase();

const readLines = (p: InputReader, min: number) =>
  p.list('lines', { min, max: MAX_LINES }, (line) => ({
    offerId: line.id('ofr', 'offerId'),
    quantity: line.int('quantity', { min: 1, max: MAX_QUANTITY }),
    dealClaimId: line.optional.id('clm', 'dealClaimId'),
  }));

function readKey(p: InputReader, command: string, { viewer }: CartContext): string | null {
  const key = p.optional.key();
  return key === null ? null : idempotencyKey(command, viewer, key);
}

function moveError(code: 'NO_CART' | 'NOT_FOUND' | 'CART_FULL' | 'OFFER_UNAVAILABLE', field: string): UserError {
  switch (code) {
    case 'NO_CART':
      return noCart();
    case 'NOT_FOUND':
      return notFoundError('item in this cart', [field]);
    case 'CART_FULL':
      return cartFull([field]);
    case 'OFFER_UNAVAILABLE':
      return unavailable([field]);
  }
}
