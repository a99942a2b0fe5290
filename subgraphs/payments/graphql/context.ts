import type { OrderId, PaymentId, ReturnId, SellerId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import { hasScopes, ownerOf, type Viewer } from '@emporium/platform/identity';
import type { Streams } from '@emporium/platform/streams';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { LedgerEntry, LedgerReads, SellerBalance } from '../app/reads.ts';
import type { PaymentReads, RefundOfOrder, Visible } from '../app/reads.ts';
import type { Payment } from '../domain/payment.ts';

export interface PaymentsContext extends RequestContext {
  readonly streams: Streams;
  readonly payments: DataLoader<PaymentId, Payment | null>;
  readonly paymentsOfOrder: DataLoader<OrderId, readonly Payment[]>;
  readonly refundsOfOrder: DataLoader<OrderId, readonly RefundOfOrder[]>;
  readonly refundsOfReturn: DataLoader<ReturnId, readonly RefundOfOrder[]>;
  readonly ledgerEntries: DataLoader<string, readonly LedgerEntry[]>;
  readonly sellerBalances: DataLoader<SellerId, readonly SellerBalance[]>;
}

export interface Reads {
  readonly payments: PaymentReads;
  readonly ledger: LedgerReads;
}

/** Loaders gather what one operation asks for into one statement each, and see no more than the viewer does. */
export function createContext({ payments, ledger }: Reads, streams: Streams) {
  return (request: RequestContext): PaymentsContext => {
    const visible = visibleTo(request.viewer);
    return {
      ...request,
      streams,
      payments: oneByKey(
        (ids) => payments.payments(ids, visible),
        (payment) => payment.id,
      ),
      paymentsOfOrder: manyByKey(
        (ids) => payments.paymentsOfOrders(ids, visible),
        (payment) => payment.orderId,
      ),
      refundsOfOrder: manyByKey(
        (ids) => payments.refundsOfOrders(ids, visible),
        (refund) => refund.orderId,
      ),
      refundsOfReturn: manyByKey(
        (ids) => payments.refundsOfReturns(ids, visible),
        (refund) => refund.returnId!,
      ),
      ledgerEntries: manyByKey(
        (sequences) => ledger.entries(sequences),
        (entry) => entry.sequence.toString(),
      ),
      sellerBalances: manyByKey(
        (ids) => ledger.sellerBalances(ids),
        (balance) => balance.sellerId,
      ),
    };
  };
}

const STAFF = [['finance:payments'], ['finance:ledger'], ['support:orders'], ['support:refunds'], ['internal']];

/** Buyers see their own payments, staff all; a seller sees none, since an order may be shared with others. */
export const visibleTo = (viewer: Viewer): Visible => (hasScopes(viewer, STAFF) ? 'ALL' : ownerOf(viewer));
