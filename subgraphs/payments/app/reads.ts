import type {
  LedgerEntryId,
  LedgerTransactionId,
  OrderId,
  OwnerId,
  PaymentId,
  PaymentMethodId,
  RefundId,
  ReturnId,
  SellerId,
} from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Page } from '@emporium/platform/cursor';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

/** Whose payments a viewer sees; part of every WHERE. Null is nobody's. */
export type Visible = OwnerId | 'ALL' | null;

/** A refund with what its payment adds to it for the one who looks at it. */
export interface RefundOfOrder extends Refund {
  readonly orderId: OrderId;
  readonly currency: CurrencyCode;
}

/** What the schema shows of payments, refunds and methods. */
export interface PaymentReads {
  payments(ids: readonly PaymentId[], visible: Visible): Promise<readonly Payment[]>;
  paymentsOfOrders(orderIds: readonly OrderId[], visible: Visible): Promise<readonly Payment[]>;
  refunds(ids: readonly RefundId[], visible: Visible): Promise<readonly RefundOfOrder[]>;
  refundsOfOrders(orderIds: readonly OrderId[], visible: Visible): Promise<readonly RefundOfOrder[]>;
  refundsOfReturns(returnIds: readonly ReturnId[], visible: Visible): Promise<readonly RefundOfOrder[]>;
  /** The default first, then the youngest. */
  methodsOf(ownerId: OwnerId): Promise<readonly PaymentMethod[]>;
  /** Removed ones too: a mutation shows what it removed. */
  method(id: PaymentMethodId, ownerId: OwnerId): Promise<PaymentMethod | null>;
}

export interface LedgerEntry {
  readonly id: LedgerEntryId;
  readonly sequence: bigint;
  readonly account: string;
  readonly currency: CurrencyCode;
  /** A debit is positive, a credit negative; so is the balance after it. */
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint;
  readonly postedAt: Date;
}

export interface LedgerTransaction {
  readonly id: LedgerTransactionId;
  readonly sequence: bigint;
  readonly kind: string;
  readonly reference: string;
  readonly postedAt: Date;
}

/** The sum of all accounts of one kind in one currency. */
export interface KindBalance {
  readonly kind: string;
  readonly currency: CurrencyCode;
  readonly balanceMinor: bigint;
}

export interface SellerBalance {
  readonly sellerId: SellerId;
  readonly currency: CurrencyCode;
  /** What the seller is owed. */
  readonly owedMinor: bigint;
}

export interface LedgerReads {
  /** Transactions that touch an account, the latest first; one more than asked for. */
  transactions(account: string, page: Page): Promise<readonly LedgerTransaction[]>;
  entries(sequences: readonly string[]): Promise<readonly LedgerEntry[]>;
  /** From the running balances, or summed up to a moment: every entry until then is read. */
  balances(asOf: Date | null): Promise<readonly KindBalance[]>;
  sellerBalances(sellerIds: readonly SellerId[]): Promise<readonly SellerBalance[]>;
}
