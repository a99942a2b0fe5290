export {
  createServiceClient,
  type CallOptions,
  type ServiceClient,
  type ServiceClientOptions,
} from './service-client.ts';
export { DeadlineExceeded, ServiceError, ServiceUnavailable, type RemoteError } from './errors.ts';
export { gather } from './gather.ts';
export { fromRemote, toRemote, type RemoteMoney, type RemoteMoneyInput } from './remote-money.ts';
export type { ServiceDocument } from './service-document.ts';
