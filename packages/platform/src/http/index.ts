export { drain, type DrainOptions } from './drain.ts';
export { registerHealth, type Check, type Health, type HealthOptions } from './health.ts';
export { createMetrics, registerMetrics, type Metrics } from './metrics.ts';
