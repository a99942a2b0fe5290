import type { TestProject } from 'vitest/node';
import { launchMarketplace, type LaunchedMarketplace } from '../../scripts/start/launch.ts';

/** Where the marketplace under test listens. */
export type Marketplace = Pick<LaunchedMarketplace, 'gateway' | 'subgraphs' | 'secret'>;

declare module 'vitest' {
  interface ProvidedContext {
    marketplace: Marketplace;
  }
}

const PRODUCTS = 300;
const READY_WITHIN_MS = 120_000;

/** One marketplace for all journeys of the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, gateway, subgraphs, secret } = await launchMarketplace({
    name: 'e2e',
    products: PRODUCTS,
    readyWithinMs: READY_WITHIN_MS,
    environment: { SIMULATION_STEP_MS: '50', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error', NODE_ENV: 'test' },
  });
  project.provide('marketplace', { gateway, subgraphs, secret });
  return stop;
}
