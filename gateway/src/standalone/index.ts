export { gatewayConfigOf } from './gateway-config.ts';
export { readStandalone, type Standalone, type StandaloneFlags } from './standalone.ts';
