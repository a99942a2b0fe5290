import { parseArgs } from 'node:util';
import type { StandaloneFlags } from '@emporium/gateway/standalone';

export const HELP = `Serves a supergraph of Federation 2, without the marketplace.

  npm run gateway -- --supergraph FILE
  npm run gateway -- --supergraph FILE --port 4000 --config gateway.yaml

  --supergraph FILE   what composition wrote; read again when it changes
  --port 4000         0 takes any free port
  --config FILE       YAML or JSON: headers to pass on, limits, timeouts, tokens …
  --help              this text

docs/gateway.md has every key of the configuration; docs/gateway.example.yaml is one to begin with.
`;

export interface GatewayOptions extends StandaloneFlags {
  readonly help: boolean;
}

/** @throws with what to write instead */
export function readOptions(argv: readonly string[]): GatewayOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      supergraph: { type: 'string' },
      config: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    supergraph: values.supergraph ?? null,
    config: values.config ?? null,
    port: values.port === undefined ? null : readPort(values.port),
    help: values.help,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not "${text}".`);
  }
  return port;
}
