import type { Ports } from './ports.ts';
import { paint } from './progress.ts';

/** What a newcomer needs next. */
export function welcome(url: string, ports: Ports, elapsedMs: number): string {
  const row = (label: string, value: string): string => `  ${paint('gray', label.padEnd(12))}${value}\n`;
  return [
    `\n${paint('green', 'Ready')} in ${(elapsedMs / 1000).toFixed(1)} s\n\n`,
    row('GraphQL', paint('cyan', `${url}/graphql`)),
    row('IDE', paint('cyan', url)),
    row('Mailbox', paint('cyan', `http://127.0.0.1:${ports.users}/mailbox`)),
    '\n',
    row('buyer', 'buyer@emporium.example'),
    row('seller', 'seller@emporium.example'),
    row('warehouse', 'warehouse@emporium.example'),
    row('admin', 'admin@emporium.example'),
    row('password', 'emporium-demo'),
    `\n  ${paint('bold', 'npm run tour')} buys something, narrated. Ctrl-C stops everything.\n\n`,
  ].join('');
}
