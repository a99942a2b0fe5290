import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { authorizePayment } from './authorize-payment.ts';
import { capturePaymentAhead, captureShipment } from './capture-payment.ts';
import { confirmPayment } from './confirm-payment.ts';
import { keepPaymentMethod, makeDefaultPaymentMethod, mergeOwner, removePaymentMethod } from './payment-methods.ts';
import type {
  CaptureStore,
  LedgerStore,
  PaymentGateway,
  PaymentMethodStore,
  PaymentStore,
  RefundStore,
} from './ports.ts';
import { reconcilePayments } from './reconcile-payments.ts';
import { giveUpAttempt, recordReport } from './record-report.ts';
import { createRefund } from './refund-payment.ts';
import { releaseAuthorization } from './release-authorization.ts';
import { recordCapture, settleCapture } from './settle-capture.ts';
import { recordRefund, settleRefund } from './settle-refund.ts';
import { settleCancellation, voidPayment } from './void-payment.ts';

export interface PaymentsStores {
  readonly payments: PaymentStore;
  readonly captures: CaptureStore;
  readonly refunds: RefundStore;
  readonly methods: PaymentMethodStore;
  readonly ledger: LedgerStore;
}

interface PaymentsDeps extends PaymentsStores {
  readonly uow: UnitOfWork;
  readonly gateway: PaymentGateway;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/** All use-cases, by name. */
export function createPayments(deps: PaymentsDeps) {
  const gatewayReports = { recordReport: recordReport(deps), giveUpAttempt: giveUpAttempt(deps) };

  return {
    ...gatewayReports,
    authorizePayment: authorizePayment({ ...deps, ...gatewayReports }),
    confirmPayment: confirmPayment({ ...deps, ...gatewayReports }),
    reconcilePayments: reconcilePayments({ ...deps, ...gatewayReports }),
    captureShipment: captureShipment(deps),
    capturePaymentAhead: capturePaymentAhead(deps),
    settleCapture: settleCapture(deps),
    recordCapture: recordCapture(deps),
    createRefund: createRefund(deps),
    settleRefund: settleRefund(deps),
    recordRefund: recordRefund(deps),
    voidPayment: voidPayment(deps),
    settleCancellation: settleCancellation(deps),
    releaseAuthorization: releaseAuthorization(deps),
    keepPaymentMethod: keepPaymentMethod(deps),
    removePaymentMethod: removePaymentMethod(deps),
    makeDefaultPaymentMethod: makeDefaultPaymentMethod(deps),
    mergeOwner: mergeOwner(deps),
  };
}

export type Payments = ReturnType<typeof createPayments>;
