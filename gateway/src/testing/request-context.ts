import { ANONYMOUS } from '@emporium/platform/identity';
import { Abandonment } from '../abandonment.ts';
import type { RequestContext } from '../request-context.ts';

/** The context of an anonymous visitor's operation with ten seconds left. */
export const testContext = (overrides: Partial<RequestContext> = {}): RequestContext => ({
  requestId: 'request-1',
  viewer: ANONYMOUS,
  clientKey: '127.0.0.1',
  clientIp: '127.0.0.1',
  trace: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true },
  spans: null,
  abandonment: new Abandonment(),
  deadlineAtMs: Date.now() + 10_000,
  transport: 'http',
  identity: () => null,
  passedOn: null,
  takesParts: false,
  costOnly: false,
  showPlan: false,
  ...overrides,
});
