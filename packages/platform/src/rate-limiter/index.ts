export type { RateLimiter, Taken, TokenBucket } from './rate-limiter.ts';
export { postgresRateLimiter } from './rate-limiter.postgres.ts';
