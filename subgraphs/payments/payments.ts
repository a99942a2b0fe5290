import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { authorizePayment } from './app/authorize-payment.ts';
import { capturePaymentAhead, captureShipment } from './app/capture-payment.ts';
import { confirmPayment } from './app/confirm-payment.ts';
import { keepPaymentMethod, makeDefaultPaymentMethod, mergeOwner, removePaymentMethod } from './app/payment-methods.ts';
import type { PaymentGateway } from './app/ports.ts';
import { reconcilePayments } from './app/reconcile-payments.ts';
import { giveUpAttempt, recordReport } from './app/record-report.ts';
import { createRefund } from './app/refund-payment.ts';
import { releaseAuthorization } from './app/release-authorization.ts';
import { recordCapture, settleCapture } from './app/settle-capture.ts';
import { recordRefund, settleRefund } from './app/settle-refund.ts';
import { settleCancellation, voidPayment } from './app/void-payment.ts';
import { postgresCaptureStore } from './data/capture-store.ts';
import { postgresLedgerStore } from './data/ledger-store.ts';
import { postgresPaymentMethodStore } from './data/payment-method-store.ts';
import { postgresPaymentStore } from './data/payment-store.ts';
import { postgresRefundStore } from './data/refund-store.ts';

export interface PaymentsDeps {
  readonly db: Database;
  readonly gateway: PaymentGateway;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/** All use-cases on their stores. */
export function createPayments({ db, gateway, newId, now, log }: PaymentsDeps) {
  const deps = {
    uow: db.uow,
    payments: postgresPaymentStore({ db }),
    captures: postgresCaptureStore({ db }),
    refunds: postgresRefundStore({ db }),
    methods: postgresPaymentMethodStore(),
    ledger: postgresLedgerStore({ newId }),
    gateway,
    newId,
    now,
    log,
  };
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
