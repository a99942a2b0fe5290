import type { PaymentId } from '@emporium/contracts/ids';
import { AppError } from '@emporium/platform/errors';
import {
  GraphQLBigInt,
  IDEMPOTENCY_KEY,
  idempotencyKey,
  MoneyInput,
  mutate,
  requireInput,
} from '@emporium/platform/graphql';
import { requireOwner } from '@emporium/platform/identity';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { newsOf, paymentSubject, type PaymentNews } from '../app/announce.ts';
import type { Payments } from '../app/payments.ts';
import { cardFreeKey, cardFreeText } from './card-free.ts';
import type { PaymentsContext } from './context.ts';
import { captureError, confirmError } from './errors.ts';
import { presentNews, presentPayment } from './present.ts';
import { PaymentEvent, PaymentPayload, PaymentType } from './types/payment.ts';

@Resolver(() => PaymentType)
export class PaymentResolver {
  constructor(
    private readonly payments: Payments,
    private readonly gatewayName: string,
  ) {}

  @Directive('@authenticated')
  @Query(() => PaymentType, { nullable: true, description: 'One payment, for its buyer and for staff.' })
  async payment(
    @Arg('id', () => ID, { description: 'The payment’s id.' }) id: string,
    @Ctx() context: PaymentsContext,
  ): Promise<PaymentType | null> {
    const asked = requireInput({ id }, (p) => ({ id: p.id('pay', 'id') }));
    return this.load(asked.id, context);
  }

  @Directive('@authenticated')
  @Mutation(() => PaymentPayload, {
    nullable: true,
    description: 'The buyer comes back from the bank’s page. Harmless when the payment was decided meanwhile.',
  })
  paymentActionConfirm(
    @Arg('paymentId', () => ID, { description: 'The payment’s id.' }) paymentId: string,
    @Arg('result', () => String, { description: 'What the bank’s page gave the buyer.' }) result: string,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) key: string,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentPayload> {
    return mutate<PaymentPayload>(async () => {
      const command = requireInput({ paymentId, result, idempotencyKey: key }, (p) => ({
        ownerId: requireOwner(viewer),
        paymentId: p.id('pay', 'paymentId'),
        proof: cardFreeText(p, 'result', { max: 200 }),
        idempotencyKey: cardFreeKey(p),
      }));
      const confirmed = await this.payments.confirmPayment(command);
      if (confirmed.ok) return { payment: presentPayment(confirmed.value, this.gatewayName) };
      const payment = 'payment' in confirmed.error ? presentPayment(confirmed.error.payment, this.gatewayName) : null;
      return { payment, userErrors: [confirmError(confirmed.error)] };
    });
  }

  @Directive('@requiresScopes(scopes: [["finance:payments"]])')
  @Mutation(() => PaymentPayload, {
    nullable: true,
    description: 'Takes money before its shipments leave; they earn it later. The gateway carries it out soon after.',
  })
  paymentCapture(
    @Arg('paymentId', () => ID, { description: 'The payment’s id.' }) paymentId: string,
    @Arg('amount', () => MoneyInput, { nullable: true, description: 'How much; all that is left when not given.' })
    amount: MoneyInput | null,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) key: string,
    @Ctx() context: PaymentsContext,
  ): Promise<PaymentPayload> {
    return mutate<PaymentPayload>(async () => {
      const command = requireInput({ paymentId, amount, idempotencyKey: key }, (p) => ({
        paymentId: p.id('pay', 'paymentId'),
        amount: p.optional.money('amount'),
        idempotencyKey: idempotencyKey('paymentCapture', context.viewer, cardFreeKey(p)),
      }));
      const captured = await this.payments.capturePaymentAhead(command);
      if (!captured.ok) return { userErrors: [captureError(captured.error)] };
      return { payment: await this.load(captured.value, context) };
    });
  }

  @Directive('@authenticated')
  @Subscription(() => PaymentEvent, {
    description: 'Says when a payment’s status changes. Without `after` the present one comes first.',
    subscribe: ({ args, context }) => watchPayment(args as WatchArguments, context as PaymentsContext),
  })
  paymentStatusChanged(
    @Root() event: StreamEvent<PaymentNews>,
    @Arg('paymentId', () => ID, { description: 'The payment’s id.' }) _paymentId: string,
    @Arg('after', () => GraphQLBigInt, { nullable: true, description: 'The last sequence seen.' })
    _after: bigint | null,
  ): PaymentEvent {
    return presentNews(event);
  }

  private async load(id: PaymentId, { payments }: PaymentsContext): Promise<PaymentType | null> {
    const payment = await payments.load(id);
    return payment && presentPayment(payment, this.gatewayName);
  }
}

interface WatchArguments {
  readonly paymentId: string;
  readonly after: bigint | null | undefined;
}

async function watchPayment(
  { paymentId, after }: WatchArguments,
  { streams, payments }: PaymentsContext,
): Promise<AsyncIterableIterator<StreamEvent<PaymentNews>>> {
  const { id } = requireInput({ paymentId }, (p) => ({ id: p.id('pay', 'paymentId') }));
  if ((await payments.load(id)) === null) throw new AppError('NOT_FOUND', 'There is no such payment.');
  const subject = paymentSubject(id);
  return streams.subscribe<PaymentNews>({
    subject,
    after,
    snapshot: async () => {
      const sequence = await streams.head(subject);
      const payment = await payments.clear(id).load(id);
      return payment === null ? [] : [{ sequence, payload: newsOf(payment), occurredAt: new Date() }];
    },
  });
}
