import type { OwnerId, PaymentMethodId } from '@emporium/contracts/ids';
import { IDEMPOTENCY_KEY, idempotencyKey, mutate, requireFound, requireInput } from '@emporium/platform/graphql';
import { ownerOf, requireOwner } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Payments } from '../app/payments.ts';
import type { PaymentReads } from '../app/reads.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { cardFreeKey, cardFreeText } from './card-free.ts';
import type { PaymentsContext } from './context.ts';
import { keepError } from './errors.ts';
import { PaymentMethodPayload, SavedPaymentMethod, User } from './types/payment-method.ts';

const TOKEN = {
  max: 100,
  pattern: /^tok_\w+$/,
  hint: 'Give the token that the payment provider gave the client; it starts with "tok_".',
};

@Resolver(() => User)
export class PaymentMethodResolver {
  constructor(
    private readonly payments: Payments,
    private readonly reads: PaymentReads,
  ) {}

  @FieldResolver(() => [SavedPaymentMethod], {
    nullable: true,
    description: 'The viewer’s own ways to pay, the default first (at most 20); null for anybody else’s.',
  })
  paymentMethods(@Root() user: User, @Ctx() { viewer }: PaymentsContext): Promise<readonly PaymentMethod[]> | null {
    const owner = ownerOf(viewer);
    return owner !== null && owner === user.id ? this.reads.methodsOf(owner) : null;
  }

  @Directive('@authenticated')
  @Mutation(() => PaymentMethodPayload, {
    nullable: true,
    description: 'Keeps a way to pay, by the token that the payment provider gave for it. Card numbers are refused.',
  })
  paymentMethodTokenize(
    @Arg('gatewayToken', () => String, { description: 'The provider’s token, starting with "tok_".' })
    gatewayToken: string,
    @Arg('makeDefault', () => Boolean, { defaultValue: false, description: 'Propose it in checkouts from now on.' })
    makeDefault: boolean,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) key: string,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentMethodPayload> {
    return mutate<PaymentMethodPayload>(async () => {
      const ownerId = requireOwner(viewer);
      const command = requireInput({ gatewayToken, makeDefault, idempotencyKey: key }, (p) => ({
        ownerId,
        token: cardFreeText(p, 'gatewayToken', TOKEN),
        makeDefault: p.boolean('makeDefault'),
        idempotencyKey: idempotencyKey('paymentMethodTokenize', viewer, cardFreeKey(p)),
      }));
      const kept = await this.payments.keepPaymentMethod(command);
      return kept.ok ? this.answer(kept.value, ownerId) : { userErrors: [keepError(kept.error)] };
    });
  }

  @Directive('@authenticated')
  @Mutation(() => PaymentMethodPayload, {
    nullable: true,
    description: 'Forgets a way to pay. Payments made with it stay as they are.',
  })
  paymentMethodRemove(
    @Arg('id', () => ID, { description: 'The method’s id.' }) id: string,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentMethodPayload> {
    return this.change(id, requireOwner(viewer), this.payments.removePaymentMethod);
  }

  @Directive('@authenticated')
  @Mutation(() => PaymentMethodPayload, {
    nullable: true,
    description: 'Proposes this way to pay in checkouts from now on.',
  })
  paymentMethodMakeDefault(
    @Arg('id', () => ID, { description: 'The method’s id.' }) id: string,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentMethodPayload> {
    return this.change(id, requireOwner(viewer), this.payments.makeDefaultPaymentMethod);
  }

  private change(
    id: string,
    ownerId: OwnerId,
    work: (id: PaymentMethodId, ownerId: OwnerId) => Promise<boolean>,
  ): Promise<PaymentMethodPayload> {
    return mutate<PaymentMethodPayload>(async () => {
      const command = requireInput({ id }, (p) => ({ id: p.id('pm', 'id') }));
      requireFound((await work(command.id, ownerId)) || null, 'payment method', 'id');
      return this.answer(command.id, ownerId);
    });
  }

  private async answer(id: PaymentMethodId, ownerId: OwnerId): Promise<PaymentMethodPayload> {
    return { paymentMethod: await this.reads.method(id, ownerId), userErrors: [] };
  }
}
