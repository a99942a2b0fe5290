import type { OwnerId, PaymentId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { idempotencyKey, Internal, mutate, requireInput, type InputReader } from '@emporium/platform/graphql';
import { parseId } from '@emporium/platform/ids';
import { equal, money, sum, type Money } from '@emporium/platform/money';
import { err, ok } from '@emporium/platform/result';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AuthorizePayment } from '../app/authorize-payment.ts';
import type { Payments } from '../app/payments.ts';
import type { PaymentReads } from '../app/reads.ts';
import { cardFreeText } from './card-free.ts';
import type { PaymentsContext } from './context.ts';
import { authorizeError, voidError } from './errors.ts';
import { presentPayment } from './present.ts';
import {
  PaymentAuthorizeInput,
  PaymentAuthorizePayload,
  PaymentVoidInput,
  PaymentVoidPayload,
} from './types/authorization.ts';
import type { PaymentType } from './types/payment.ts';

type RequestedAllocation = AuthorizePayment['allocations'][number];

const MAX_ATTEMPTS = 100;
const MAX_SELLER_ORDERS = 250;

/** What orders asks of payments while a checkout runs. */
@Resolver()
export class AuthorizationResolver {
  constructor(
    private readonly payments: Payments,
    private readonly reads: PaymentReads,
    private readonly gatewayName: string,
  ) {}

  @Internal()
  @Mutation(() => PaymentAuthorizePayload, {
    nullable: true,
    description: 'Has the bank set money aside for an order.',
  })
  paymentAuthorize(
    @Arg('input', () => PaymentAuthorizeInput, { description: 'For what, and from whom.' })
    input: PaymentAuthorizeInput,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentAuthorizePayload> {
    return mutate<PaymentAuthorizePayload>(async () => {
      const command = requireInput(input, (p) => ({
        ...readRequest(p),
        idempotencyKey: idempotencyKey('paymentAuthorize', viewer, p.key()),
      }));
      const result = await this.payments.authorizePayment(command);
      if (!result.ok) return { userErrors: [authorizeError(result.error)] };
      const { payment, ...outcome } = result.value;
      return { payment: presentPayment(payment, this.gatewayName), ...outcome };
    });
  }

  @Internal()
  @Mutation(() => PaymentVoidPayload, {
    nullable: true,
    description:
      'Gives up whatever of an order’s payment is not captured, and what is asked for it later. Again is fine.',
  })
  paymentVoid(
    @Arg('input', () => PaymentVoidInput, { description: 'Which order.' }) input: PaymentVoidInput,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<PaymentVoidPayload> {
    return mutate<PaymentVoidPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('paymentVoid', viewer, p.key()),
        orderId: p.id('ord', 'orderId'),
      }));
      const result = await this.payments.voidPayment(command);
      if (!result.ok) return { userErrors: [voidError(result.error)] };
      return { payment: result.value && (await this.load(result.value)) };
    });
  }

  private async load(id: PaymentId): Promise<PaymentType | null> {
    const [payment] = await this.reads.payments([id], 'ALL');
    return payment === undefined ? null : presentPayment(payment, this.gatewayName);
  }
}

function readRequest(p: InputReader): Omit<AuthorizePayment, 'idempotencyKey'> {
  const amount = p.money('amount', { allowZero: true });
  const unique = { max: MAX_SELLER_ORDERS, uniqueBy: (each: RequestedAllocation) => each.sellerOrderId };
  const allocations = p.list<RequestedAllocation>('allocations', unique, (each) => ({
    sellerOrderId: each.id('sor', 'sellerOrderId'),
    sellerId: each.id('sel', 'sellerId'),
    amount: each.money('amount', { allowZero: true, currency: amount.currency }),
  }));
  p.check(
    equal(total(allocations, amount.currency), amount),
    'allocations',
    'The amounts of the seller orders have to add up to the whole.',
  );
  return {
    orderId: p.id('ord', 'orderId'),
    orderNumber: cardFreeText(p, 'orderNumber', { max: 40 }),
    ownerId: p.read('ownerId', ownerId),
    attempt: p.int('attempt', { min: 1, max: MAX_ATTEMPTS }),
    amount,
    paymentMethodId: p.id('pm', 'paymentMethodId'),
    allocations,
  };
}

/** A list with a problem in it may mix currencies. */
const total = (parts: readonly { readonly amount: Money }[], currency: CurrencyCode): Money =>
  sum(
    parts.map(({ amount }) => money(amount.minorUnits, currency)),
    currency,
  );

const ownerId = {
  placeholder: 'usr_' as OwnerId,
  read(value: unknown) {
    const id = parseId('usr', String(value)) ?? parseId('gst', String(value));
    return id === null ? err({ message: 'Give the id of an account or a guest.' }) : ok<OwnerId>(id);
  },
};
