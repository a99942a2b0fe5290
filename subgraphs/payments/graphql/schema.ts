import type { PaymentId, RefundId } from '@emporium/contracts/ids';
import { asGiven, buildSubgraph, eachById, type SubgraphSchema } from '@emporium/platform/graphql';
import type { Payments } from '../app/payments.ts';
import { AuthorizationResolver } from './authorization.resolver.ts';
import { visibleTo, type PaymentsContext, type Reads } from './context.ts';
import { LedgerResolver, SellerResolver } from './ledger.resolver.ts';
import { PaymentMethodResolver } from './payment-method.resolver.ts';
import { PaymentResolver } from './payment.resolver.ts';
import { presentPayment, presentRefund } from './present.ts';
import { RefundResolver, ReturnResolver } from './refund.resolver.ts';
import { OrderResolver } from './order.resolver.ts';
import { Seller } from './types/ledger.ts';
import { User } from './types/payment-method.ts';
import { DeclinedError, Order } from './types/payment.ts';
import { RefundableExceededError, Return } from './types/refund.ts';

export interface SchemaDeps {
  readonly payments: Payments;
  readonly reads: Reads;
  readonly gatewayName: string;
  readonly now: () => Date;
}

export const createSchema = ({ payments, reads, gatewayName, now }: SchemaDeps): SubgraphSchema =>
  buildSubgraph<PaymentsContext>({
    resolvers: [
      new AuthorizationResolver(payments, reads.payments, gatewayName),
      new LedgerResolver(reads.ledger),
      new OrderResolver(gatewayName),
      new PaymentMethodResolver(payments, reads.payments),
      new PaymentResolver(payments, gatewayName),
      new RefundResolver(payments, reads.payments, gatewayName),
      new ReturnResolver(),
      new SellerResolver(now),
    ],
    orphanedTypes: [Order, User, Seller, Return, DeclinedError, RefundableExceededError],
    references: {
      Order: asGiven,
      User: asGiven,
      Seller: asGiven,
      Return: asGiven,

      Payment: eachById(async (id: PaymentId, { payments: loader }) => {
        const payment = await loader.load(id);
        return payment && presentPayment(payment, gatewayName);
      }),
      Refund: async (references, { viewer }) => {
        const ids = references.map(({ id }) => id as RefundId);
        const rows = new Map((await reads.payments.refunds(ids, visibleTo(viewer))).map((row) => [row.id, row]));
        return ids.map((id) => {
          const row = rows.get(id);
          return row === undefined ? null : presentRefund(row);
        });
      },
    },
  });
