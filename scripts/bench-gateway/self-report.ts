import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { PerformanceObserver } from 'node:perf_hooks';

// Loaded into each gateway with --import, it tells the bench over IPC what the process has used, all threads included.

/** What a process has used since its start. */
export interface Usage {
  /** Processor time, user and system. */
  readonly cpuMs: number;
  /** Of it, time in which the main thread stood still for the garbage collector. */
  readonly gcMs: number;
  readonly rssBytes: number;
  /** The largest since the last report. */
  readonly peakRssBytes: number;
}

/** One is sent at a time, and each is answered. */
export type Order =
  { readonly kind: 'usage' } | { readonly kind: 'profile' } | { readonly kind: 'profiled'; readonly file: string };

const SAMPLE_MS = 250;

let gcMs = 0;
let peakRssBytes = 0;
let session: Session | null = null;

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) gcMs += duration;
}).observe({ entryTypes: ['gc'] });
setInterval(() => void (peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss())), SAMPLE_MS).unref();

process.on('message', (order: Order) => {
  void obey(order).then((answer) => process.send?.(answer));
});

async function obey(order: Order): Promise<Usage | 'done'> {
  switch (order.kind) {
    case 'usage':
      return usage();
    case 'profile':
      session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.start');
      return 'done';
    case 'profiled': {
      const { profile } = await session!.post('Profiler.stop');
      session!.disconnect();
      await writeFile(order.file, JSON.stringify(profile));
      return 'done';
    }
  }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const rssBytes = process.memoryUsage.rss();
  const report = { cpuMs: (user + system) / 1000, gcMs, rssBytes, peakRssBytes: Math.max(peakRssBytes, rssBytes) };
  peakRssBytes = 0;
  return report;
}
