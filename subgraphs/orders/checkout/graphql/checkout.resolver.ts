import type { AddressId, CheckoutId } from '@emporium/contracts/ids';
import {
  GraphQLBigInt,
  IDEMPOTENCY_KEY,
  idempotencyKey,
  mutate,
  type PaymentNextAction,
  PostalAddressInput,
  requireInput,
} from '@emporium/platform/graphql';
import { requireOwner } from '@emporium/platform/identity';
import type { StreamEvent } from '@emporium/platform/streams';
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Orders } from '../../app/orders.ts';
import type { OrdersContext } from '../../graphql/context.ts';
import { presentOrder, type OrderNode } from '../../orders/graphql/present.ts';
import { OrderType } from '../../orders/graphql/types/order.ts';
import type { CheckoutUpdate } from '../app/saga-state.ts';
import type { NextAction, Saga } from '../domain/saga.ts';
import { watchCheckout, type CheckoutWatch } from './checkout-stream.ts';
import { checkoutErrors, declinedError, promotionGoneError } from './errors.ts';
import { presentCheckout, type CheckoutNode } from './present.ts';
import { CheckoutEvent, CheckoutType } from './types/checkout.ts';
import { CheckoutCompleteInput, CheckoutCompletePayload, CheckoutPayload } from './types/payloads.ts';

const ID_ARG = { description: 'Which checkout.' };
const VERSION_ARG = { description: 'The version the buyer saw.' };
const MAX_VERSION = 1_000_000;

@Resolver(() => CheckoutType)
export class CheckoutResolver {
  constructor(
    private readonly useCases: Orders,
    private readonly now: () => Date,
  ) {}

  @Directive('@authenticated')
  @Directive('@tag(name: "public")')
  @Query(() => CheckoutType, { nullable: true, description: 'One checkout of the viewer’s.' })
  async checkout(@Arg('id', () => ID, ID_ARG) id: string, @Ctx() context: OrdersContext): Promise<CheckoutNode | null> {
    const asked = requireInput({ id }, (p) => ({ id: p.id('chk', 'id') }));
    return this.read(asked.id, context);
  }

  @FieldResolver(() => OrderType, { nullable: true, description: 'The order it became, once it is placed.' })
  async order(@Root() { row }: CheckoutNode, @Ctx() { load }: OrdersContext): Promise<OrderNode | null> {
    const header = row.orderId && (await load.order.load(row.orderId));
    return header && presentOrder(header);
  }

  @Directive('@authenticated')
  @Directive('@tag(name: "public")')
  @Mutation(() => CheckoutPayload, {
    nullable: true,
    description: 'Begins to buy a cart: prices and stock are held for ten minutes.',
  })
  checkoutStart(
    @Arg('cartId', () => ID, { description: 'The cart’s id.' }) cartId: string,
    @Arg('guestEmail', () => String, {
      nullable: true,
      description: 'Where to write to a guest; accounts have an address.',
    })
    guestEmail: string | null,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) key: string,
    @Ctx() context: OrdersContext,
  ): Promise<CheckoutPayload> {
    return mutate<CheckoutPayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const isGuest = ownerId.startsWith('gst_');
      const command = requireInput({ cartId, guestEmail, idempotencyKey: key }, (p) => {
        const email = p.optional.email('guestEmail');
        p.check(!isGuest || email !== null, 'guestEmail', 'Say where to write to about the order.');
        return {
          cartId: p.id('cart', 'cartId'),
          guestEmail: isGuest ? email : null,
          idempotencyKey: idempotencyKey('checkoutStart', context.viewer, p.key()),
        };
      });
      const result = await this.useCases.startCheckout({ ...command, ownerId });
      if (!result.ok) return { userErrors: checkoutErrors(result.error, 'cart') };
      return { checkout: await this.read(result.value, context) };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => CheckoutPayload, {
    nullable: true,
    description: 'Sets where it goes, from the address book or written out; stock, parcels and tax follow.',
  })
  checkoutShippingAddressSet(
    @Arg('checkoutId', () => ID, ID_ARG) checkoutId: string,
    @Arg('version', () => Int, VERSION_ARG) version: number,
    @Arg('addressId', () => ID, { nullable: true, description: 'An address of the viewer’s book.' })
    addressId: string | null,
    @Arg('address', () => PostalAddressInput, { nullable: true, description: 'An address written out.' })
    address: PostalAddressInput | null,
    @Ctx() context: OrdersContext,
  ): Promise<CheckoutPayload> {
    return mutate<CheckoutPayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const command = requireInput({ checkoutId, version, addressId, address }, (p) => {
        const given = [p.optional.id('adr', 'addressId'), p.optional.address('address')];
        p.check(
          given.filter((each) => each !== null).length === 1,
          'address',
          'Give either an address or the id of one.',
        );
        const [id, written] = given as [AddressId | null, Exclude<(typeof given)[1], string>];
        return {
          checkoutId: p.id('chk', 'checkoutId'),
          version: p.int('version', { min: 1, max: MAX_VERSION }),
          address: id === null ? written! : { id },
        };
      });
      const result = await this.useCases.setShippingAddress({ ...command, ownerId });
      return this.answer(command.checkoutId, result, context);
    });
  }

  @Directive('@authenticated')
  @Mutation(() => CheckoutPayload, { nullable: true, description: 'Chooses how fast one parcel travels.' })
  checkoutShippingOptionSelect(
    @Arg('checkoutId', () => ID, ID_ARG) checkoutId: string,
    @Arg('version', () => Int, VERSION_ARG) version: number,
    @Arg('groupId', () => ID, { description: 'The parcel’s id.' }) groupId: string,
    @Arg('optionId', () => ID, { description: 'One of its options.' }) optionId: string,
    @Ctx() context: OrdersContext,
  ): Promise<CheckoutPayload> {
    return mutate<CheckoutPayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const command = requireInput({ checkoutId, version, groupId, optionId }, (p) => ({
        checkoutId: p.id('chk', 'checkoutId'),
        version: p.int('version', { min: 1, max: MAX_VERSION }),
        groupId: p.id('dgr', 'groupId'),
        optionId: p.text('optionId', { max: 64 }),
      }));
      const result = await this.useCases.selectShippingOption({ ...command, ownerId });
      return this.answer(command.checkoutId, result, context);
    });
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 20)')
  @Mutation(() => CheckoutCompletePayload, {
    nullable: true,
    description:
      'Buys: places the order, authorises the payment, confirms the stock. Safe to repeat with the same key.',
  })
  checkoutComplete(
    @Arg('input', () => CheckoutCompleteInput, { description: 'What to buy, and how to pay.' })
    input: CheckoutCompleteInput,
    @Ctx() context: OrdersContext,
  ): Promise<CheckoutCompletePayload> {
    return mutate<CheckoutCompletePayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const command = requireInput(input, (p) => ({
        checkoutId: p.id('chk', 'checkoutId'),
        version: p.int('version', { min: 1, max: MAX_VERSION }),
        paymentMethodId: p.optional.id('pm', 'paymentMethodId'),
        confirmedPriceChanges: p.boolean('confirmedPriceChanges'),
        idempotencyKey: idempotencyKey('checkoutComplete', context.viewer, p.key()),
      }));
      const result = await this.useCases.completeCheckout({ ...command, ownerId });
      const checkout = await this.read(command.checkoutId, context);
      if (!result.ok) return { checkout, userErrors: checkoutErrors(result.error, 'checkout') };
      const order = checkout && (await this.order(checkout, context));
      return { checkout, order, ...outcomeOf(checkout?.row.saga ?? null, result.value.attempt) };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => CheckoutPayload, { nullable: true, description: 'Gives up: the stock is freed, nothing is charged.' })
  checkoutCancel(
    @Arg('checkoutId', () => ID, ID_ARG) checkoutId: string,
    @Ctx() context: OrdersContext,
  ): Promise<CheckoutPayload> {
    return mutate<CheckoutPayload>(async () => {
      const ownerId = requireOwner(context.viewer);
      const command = requireInput({ checkoutId }, (p) => ({ checkoutId: p.id('chk', 'checkoutId') }));
      return this.answer(command.checkoutId, await this.useCases.cancelCheckout({ ...command, ownerId }), context);
    });
  }

  @Directive('@authenticated')
  @Subscription(() => CheckoutEvent, {
    description: 'What becomes of one checkout: for the screen that waits for a payment.',
    subscribe: ({ args, context }) => watchCheckout(args as CheckoutWatch, context as OrdersContext),
  })
  checkoutStatusChanged(
    @Root() { sequence, payload }: StreamEvent<CheckoutUpdate>,
    @Arg('checkoutId', () => ID, ID_ARG) checkoutId: string,
    @Arg('after', () => GraphQLBigInt, { nullable: true, description: 'The last sequence seen.' })
    _after: bigint | null,
  ): CheckoutEvent {
    const serverTime = this.now();
    const left = Date.parse(payload.expiresAt) - serverTime.getTime();
    const secondsRemaining = Math.max(0, Math.ceil(left / 1000));
    return { sequence, checkoutId, status: payload.status, secondsRemaining, serverTime };
  }

  private async read(id: CheckoutId, { findCheckout }: OrdersContext): Promise<CheckoutNode | null> {
    const row = await findCheckout(id);
    return row && presentCheckout(row, this.now());
  }

  private async answer(
    id: CheckoutId,
    result: { readonly ok: true } | { readonly ok: false; readonly error: Parameters<typeof checkoutErrors>[0] },
    context: OrdersContext,
  ): Promise<CheckoutPayload> {
    const checkout = await this.read(id, context);
    return { checkout, userErrors: result.ok ? [] : checkoutErrors(result.error, 'checkout') };
  }
}

/** What became of one attempt, so that repeating a call answers what the first one did. */
function outcomeOf(saga: Saga | null, attempt: number): Pick<CheckoutCompletePayload, 'nextAction' | 'userErrors'> {
  const declineCode = saga?.declines[attempt];
  if (declineCode !== undefined) return { userErrors: [declinedError(declineCode)] };
  if (saga === null || saga.attempt !== attempt) return { userErrors: [] };
  if (saga.reason === 'PROMOTION_GONE') return { userErrors: [promotionGoneError(saga.refusal)] };
  if (saga.reason === 'EXPIRED') return { userErrors: checkoutErrors({ code: 'CHECKOUT_EXPIRED' }, 'checkout') };
  return { nextAction: presentNextAction(saga.nextAction), userErrors: [] };
}

const presentNextAction = (action: NextAction | null): PaymentNextAction | null =>
  action && { ...action, kind: action.kind as PaymentNextAction['kind'], expiresAt: new Date(action.expiresAt) };
