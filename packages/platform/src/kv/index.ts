// What processes share and may lose: four ports, each with its contract suite. PostgreSQL stands behind them where there is
// nothing else; a cache server does past one machine. They are part of the platform, whoever uses which.
export { createCache, type Cache, type CacheOptions, type CacheStore } from './cache.ts';
export type { Counter } from './counter.ts';
export { postgresCache, type PostgresKvOptions } from './postgres/cache.ts';
export { postgresCounter } from './postgres/counter.ts';
export { postgresPubSub, type PostgresPubSubOptions } from './postgres/pub-sub.ts';
export { postgresRateLimiter } from './postgres/rate-limiter.ts';
export { MESSAGE_LIMIT_BYTES, type PubSub, type Subscription } from './pub-sub.ts';
export type { RateLimiter, Taken, TokenBucket } from './rate-limiter.ts';
export { kvMigration } from './tables.ts';
