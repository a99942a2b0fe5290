import type { CaptureId, PaymentId, RefundId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { enqueueJob } from '@emporium/platform/jobs';

/** What is left to do with the gateway after a transaction: queued in it, done outside any. */
export const TASKS = {
  capture: 'payments.capture',
  refund: 'payments.refund',
  release: 'payments.release',
  reconcile: 'payments.reconcile',
} as const;

export interface ReleaseJob {
  readonly paymentId: PaymentId;
  readonly attempt: number;
}

export const followUp = {
  capture: (tx: Tx, captureId: CaptureId): void =>
    enqueueJob(tx, TASKS.capture, { captureId }, { key: `capture:${captureId}` }),

  refund: (tx: Tx, refundId: RefundId): void =>
    enqueueJob(tx, TASKS.refund, { refundId }, { key: `refund:${refundId}` }),

  release: (tx: Tx, job: ReleaseJob): void =>
    enqueueJob(tx, TASKS.release, job, { key: `release:${job.paymentId}:${job.attempt}` }),
};
