import path from 'node:path';
import type { Standalone } from '@emporium/gateway/standalone';
import { paint } from '../start/progress.ts';

/** What a person wants to know once it serves: where, and what. */
export function welcome(url: string, { settings, subgraphs, supergraphFile }: Standalone, tookMs: number): string {
  const socket = `${url.replace('http', 'ws')}/graphql`;
  const rows: [string, string][] = [
    ['GraphQL', `${paint('bold', `${url}/graphql`)}   streams over ${socket}`],
    ...(settings.graphiql ? [['GraphiQL', `${url}/`] as [string, string]] : []),
    ['Metrics', `${url}/metrics   health: ${url}/readyz`],
    ['Supergraph', `${path.relative('.', supergraphFile)}, read again when it changes`],
    ...subgraphs.map(({ name, url: at }, index): [string, string] => [
      index === 0 ? 'Subgraphs' : '',
      `${name}  ${paint('gray', at)}`,
    ]),
    ['Passed on', settings.headers.passOn.join(', ') || 'no header'],
  ];
  const lines = rows.map(([title, text]) => `  ${title.padEnd(12)}${text}\n`);
  return `\n${paint('green', 'Ready')} in ${(tookMs / 1000).toFixed(1)} s; Ctrl-C stops.\n\n${lines.join('')}\n`;
}
