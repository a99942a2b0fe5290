export { appendToStream } from './append.ts';
export { startStreams, type StreamEvent, type Streams } from './streams.ts';
