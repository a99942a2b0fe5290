import type {
  CaptureId,
  GuestId,
  OrderId,
  OwnerId,
  PaymentId,
  PaymentMethodId,
  RefundId,
  ShipmentId,
  UserId,
} from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Money } from '@emporium/platform/money';
import type { Result } from '@emporium/platform/result';
import type { GatewayReport } from '../domain/authorization.ts';
import type { Capture } from '../domain/capture.ts';
import type { Posting } from '../domain/ledger.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

/** One attempt as the gateway is told of it; also how it is found again when the gateway's own name for it is not known. */
export interface AttemptKey {
  readonly orderId: OrderId;
  readonly attempt: number;
}

export interface GatewayIntent extends GatewayReport, AttemptKey {
  readonly gatewayReference: string;
}

/** The gateway took the money, or says that it never will. */
export type GatewayMovement = Result<
  { readonly gatewayReference: string },
  { readonly code: 'REFUSED'; readonly failureCode: string }
>;

export interface MethodFacts {
  readonly reference: string;
  readonly kind: PaymentMethod['kind'];
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
}

/**
 * The company that moves the money. Every call has a deadline, and a key under which the gateway
 * stores its answer: the same key never moves money twice. A refusal by the bank is an answer, not an error.
 *
 * @throws {GatewayUnavailable} the call was not made
 * @throws {OutcomeUnknown} it may have been carried out
 */
export interface PaymentGateway {
  readonly name: string;
  /** Null: the gateway does not know the token, or it was used up. */
  keepMethod(token: string, key: string): Promise<MethodFacts | null>;
  authorize(attempt: AttemptKey, methodReference: string, amount: Money): Promise<GatewayIntent>;
  /** What the buyer brought back from the bank's page. */
  confirm(reference: string, proof: string, key: string): Promise<GatewayIntent>;
  capture(attempt: AttemptKey, reference: string, captureId: CaptureId, amount: Money): Promise<GatewayMovement>;
  refund(attempt: AttemptKey, reference: string, refundId: RefundId, amount: Money): Promise<GatewayMovement>;
  /** Lets go what is not captured. Doing it again changes nothing. */
  release(attempt: AttemptKey, reference: string): Promise<void>;
  /** Null: the gateway has never heard of it. */
  find(attempt: AttemptKey): Promise<GatewayIntent | null>;
}

/** The gateway was not asked: it is taken for dead, or no connection came about. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}

/** The gateway was asked and did not answer in time, or not intelligibly. Ask again with the same key. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

export interface PaymentStore {
  /**
   * The order's payment, locked; null when there is none yet, and then nobody else makes one until
   * this transaction ends.
   */
  lockOrder(tx: Tx, orderId: OrderId): Promise<Payment | null>;
  lock(tx: Tx, id: PaymentId): Promise<Payment | null>;
  /** From now on nothing may be authorised for an order that has no payment. */
  refuseOrder(tx: Tx, orderId: OrderId, at: Date): void;
  /** To be asked after `lockOrder`. */
  isRefused(tx: Tx, orderId: OrderId): Promise<boolean>;
  insert(tx: Tx, payment: Payment): void;
  /** Writes everything of a locked payment that may have changed. */
  update(tx: Tx, payment: Payment): void;
  setOwner(tx: Tx, from: GuestId, to: UserId): void;
  find(id: PaymentId): Promise<Payment | null>;
  findOwned(id: PaymentId, ownerId: OwnerId): Promise<Payment | null>;
  /** Payments whose latest attempt has no outcome and began before `before`, in the order of their ids, from after one. */
  findUndecided(before: Date, after: PaymentId | null, limit: number): Promise<readonly Payment[]>;
}

export interface CaptureStore {
  insert(tx: Tx, capture: Capture): void;
  existsForShipment(tx: Tx, shipmentId: ShipmentId): Promise<boolean>;
  find(id: CaptureId): Promise<Capture | null>;
  lock(tx: Tx, id: CaptureId): Promise<Capture | null>;
  settle(tx: Tx, capture: Capture, at: Date): void;
}

export interface RefundStore {
  insert(tx: Tx, refund: Refund): void;
  find(id: RefundId): Promise<Refund | null>;
  lock(tx: Tx, id: RefundId): Promise<Refund | null>;
  settle(tx: Tx, refund: Refund): void;
}

export interface LedgerStore {
  /** Posts for good: nothing in the ledger is ever changed or removed. */
  post(tx: Tx, paymentId: PaymentId, posting: Posting, at: Date): void;
}

export interface PaymentMethodStore {
  /** The owner's methods, the default first; nobody else changes them until the transaction ends. */
  lockAll(tx: Tx, ownerId: OwnerId): Promise<readonly PaymentMethod[]>;
  find(tx: Tx, id: PaymentMethodId, ownerId: OwnerId): Promise<PaymentMethod | null>;
  insert(tx: Tx, method: PaymentMethod): void;
  setDefault(tx: Tx, ownerId: OwnerId, id: PaymentMethodId): void;
  remove(tx: Tx, id: PaymentMethodId, at: Date): void;
  /** All of the guest's methods; a user who has a default keeps it. */
  setOwner(tx: Tx, from: GuestId, to: UserId): void;
}
