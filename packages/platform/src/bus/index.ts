export { startConsumer, type Consumer } from './consumer.ts';
export { readDeadLetters, replayDeadLetter, type DeadLetter, type ReplayFailure } from './dead-letter.ts';
export type { EventBus, Subscription } from './event-bus.ts';
export { busMigrations, postgresEventBus } from './event-bus.postgres.ts';
export type { AnyEventHandlers, EventHandlers } from './inbox.ts';
export { pruneEventLog } from './prune.ts';
export { replayDeadLetters, type Replayed } from './replay.ts';
