import type { PaymentId, ReturnId } from '@emporium/contracts/ids';
import { idempotencyKey, mutate, requireInput } from '@emporium/platform/graphql';
import { hasScopes, sellersOf, type Viewer } from '@emporium/platform/identity';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Payments } from '../app/payments.ts';
import type { PaymentReads } from '../app/reads.ts';
import type { RefundSource } from '../domain/refund.ts';
import { cardFreeKey, cardFreeText } from './card-free.ts';
import type { PaymentsContext } from './context.ts';
import { refundError } from './errors.ts';
import { presentPayment, presentRefund } from './present.ts';
import { PaymentType } from './types/payment.ts';
import { RefundCreateInput, RefundPayload, RefundType, Return } from './types/refund.ts';

@Resolver(() => RefundType)
export class RefundResolver {
  constructor(
    private readonly payments: Payments,
    private readonly reads: PaymentReads,
    private readonly gatewayName: string,
  ) {}

  @FieldResolver(() => PaymentType, {
    nullable: true,
    description: 'The payment it belongs to; null when it is not the viewer’s to see.',
  })
  async payment(
    @Root() refund: RefundType & { readonly paymentId: PaymentId },
    @Ctx() { payments }: PaymentsContext,
  ): Promise<PaymentType | null> {
    const payment = await payments.load(refund.paymentId);
    return payment && presentPayment(payment, this.gatewayName);
  }

  @Directive('@requiresScopes(scopes: [["finance:payments"], ["support:refunds"], ["seller:orders"]])')
  @Mutation(() => RefundPayload, {
    nullable: true,
    description:
      'Gives money back. It is set aside at once and carried out soon after; sellers give back their own only.',
  })
  refundCreate(
    @Arg('input', () => RefundCreateInput, { description: 'How much, and why.' }) input: RefundCreateInput,
    @Ctx() { viewer }: PaymentsContext,
  ): Promise<RefundPayload> {
    return mutate<RefundPayload>(async () => {
      const { sellerOrderId, ...command } = requireInput(input, (p) => ({
        paymentId: p.id('pay', 'paymentId'),
        amount: p.optional.money('amount'),
        reason: cardFreeText(p, 'reason', { max: 500 }),
        returnId: p.optional.id('ret', 'returnId'),
        sellerOrderId: p.optional.id('sor', 'sellerOrderId'),
        idempotencyKey: idempotencyKey('refundCreate', viewer, cardFreeKey(p)),
      }));
      const source: RefundSource = { sellerIds: sellersForRefund(viewer), sellerOrderId };
      const result = await this.payments.createRefund({ ...command, source });
      if (!result.ok) return { userErrors: [refundError(result.error)] };
      const [refund] = await this.reads.refunds([result.value], 'ALL');
      return { refund: presentRefund(refund!) };
    });
  }
}

@Resolver(() => Return)
export class ReturnResolver {
  @FieldResolver(() => RefundType, {
    nullable: true,
    description: 'What was given back for it; the latest, if several.',
  })
  async refund(@Root() parent: Return, @Ctx() { refundsOfReturn }: PaymentsContext): Promise<RefundType | null> {
    const latest = (await refundsOfReturn.load(parent.id as ReturnId)).at(-1);
    return latest === undefined ? null : presentRefund(latest);
  }
}

/** Staff may take a refund from anybody, a seller's people from their sellers. */
const sellersForRefund = (viewer: Viewer): RefundSource['sellerIds'] =>
  hasScopes(viewer, [['finance:payments'], ['support:refunds']]) ? null : sellersOf(viewer);
