import { vi } from 'vitest';

/** What a test waits for may take its time on a busy machine; only what never comes is a failure. */
const PATIENCE = { timeout: 10_000, interval: 20 };

const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { ...PATIENCE, ...options });
