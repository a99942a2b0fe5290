export { startConsumer, type Consumer, type EventHandlers } from './consumer.ts';
export type { EventBus, Subscription } from './event-bus.ts';
export { postgresEventBus, busMigrations } from './event-bus.postgres.ts';
