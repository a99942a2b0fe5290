import type { CaptureId, RefundId } from '@emporium/contracts/ids';
import type { Schedule, Task } from '@emporium/platform/jobs';
import { TASKS, type ReleaseJob } from '../app/follow-up.ts';
import type { Payments } from '../app/payments.ts';

/** Jobs that talk to the gateway. One that throws runs again later; each is safe to run twice. */
export const tasks = (payments: Payments): Readonly<Record<string, Task>> => ({
  [TASKS.capture]: (payload) => payments.settleCapture((payload as { captureId: CaptureId }).captureId),
  [TASKS.refund]: (payload) => payments.settleRefund((payload as { refundId: RefundId }).refundId),
  [TASKS.release]: (payload) => payments.releaseAuthorization(payload as ReleaseJob),
  [TASKS.reconcile]: async (_, { log }) => {
    const asked = await payments.reconcilePayments();
    if (asked > 0) log.debug({ asked }, 'payments without an outcome were asked about');
  },
});

export const schedule: readonly Schedule[] = [{ task: TASKS.reconcile, cron: '* * * * *' }];
