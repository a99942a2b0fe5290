import { childOf } from '@emporium/platform/trace';
import { Abandonment } from '../../../gateway/src/abandonment.ts';
import type { RequestContext } from '../../../gateway/src/request-context.ts';

const PATIENCE_MS = 30_000;

/** An anonymous client that waits. */
export const createTestContext = (): RequestContext => ({
  requestId: 'req_test',
  viewer: { kind: 'anonymous' },
  clientKey: '127.0.0.1',
  clientIp: '127.0.0.1',
  trace: childOf(null),
  abandonment: new Abandonment(),
  deadlineAtMs: Date.now() + PATIENCE_MS,
  transport: 'http',
  identity: () => null,
  passedOn: null,
  costOnly: false,
  showPlan: false,
});
