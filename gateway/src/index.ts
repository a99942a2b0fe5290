export { createGateway, type Gateway, type GatewayConfig } from './create-gateway.ts';
export { gatewayConfig } from './config.ts';
export { CLOSE_CODES, CLOSE_TEXT, type CloseReason } from './live/close-codes.ts';
export { LIMITS } from './limits.ts';
export type { Engine, LoadedSupergraph, PlannedOperation, PlannedStream } from './engine/engine-types.ts';
