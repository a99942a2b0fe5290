export { appendToOutbox } from './append.ts';
export { startRelay, type Relay } from './relay.ts';
