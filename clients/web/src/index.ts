export * from './generated/operations.ts';
export { follow, type Following, type LiveDocument } from './follow.ts';
export { openSocket, type SocketOptions } from './live-socket.ts';
export { RequestFailed, type AnswerError } from './request-failed.ts';
export { createWebClient, type Answer, type WebClient, type WebClientOptions } from './web-client.ts';
