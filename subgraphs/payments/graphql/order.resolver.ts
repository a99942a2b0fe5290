import type { OrderId } from '@emporium/contracts/ids';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PaymentsContext } from './context.ts';
import { presentPayment, presentRefund } from './present.ts';
import { Order, PaymentType } from './types/payment.ts';
import { RefundType } from './types/refund.ts';

@Resolver(() => Order)
export class OrderResolver {
  constructor(private readonly gatewayName: string) {}

  @FieldResolver(() => [PaymentType], {
    nullable: true,
    description: 'How it is paid. Seen by its buyer and by staff.',
  })
  async payments(@Root() order: Order, @Ctx() { paymentsOfOrder }: PaymentsContext): Promise<PaymentType[]> {
    return (await paymentsOfOrder.load(order.id as OrderId)).map((payment) =>
      presentPayment(payment, this.gatewayName),
    );
  }

  @FieldResolver(() => [RefundType], {
    nullable: true,
    description: 'What was given back. Seen by its buyer and by staff.',
  })
  async refunds(@Root() order: Order, @Ctx() { refundsOfOrder }: PaymentsContext): Promise<RefundType[]> {
    return (await refundsOfOrder.load(order.id as OrderId)).map(presentRefund);
  }
}
