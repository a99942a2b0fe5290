import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '@emporium/platform/log';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createGateway, type Gateway } from '../create-gateway.ts';
import { gatewayConfigOf } from './gateway-config.ts';
import { readStandalone } from './standalone.ts';
import { serveMadeUp, type MadeUpSubgraphs } from './testing/made-up-subgraphs.ts';

const SUPERGRAPH = path.join(import.meta.dirname, 'testing', 'supergraphs', 'observatory.graphql');

let directory: string;
let file: string;
let madeUp: MadeUpSubgraphs;
let gateway: Gateway;
let sdl: string;
const logged: string[] = [];

const fields = async (): Promise<string[]> => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __type(name: "Query") { fields { name } } }' }),
  });
  const { data } = (await response.json()) as { data: { __type: { fields: { name: string }[] } } };
  return data.__type.fields.map(({ name }) => name);
};

beforeAll(async () => {
  sdl = await readFile(SUPERGRAPH, 'utf8');
  madeUp = await serveMadeUp(sdl);
  directory = await mkdtemp(path.join(tmpdir(), 'standalone-reload-'));
  file = path.join(directory, 'supergraph.graphql');
  await writeFile(file, sdl.replace('http://localhost:4131/graphql', madeUp.urls['north']!));
  const log = createLog({ name: 'gateway', destination: { write: (line: string) => void logged.push(line) } });
  const standalone = await readStandalone({ supergraph: file, config: null, port: 0 });
  gateway = createGateway(gatewayConfigOf(standalone, log));
  await gateway.listen();
});
afterAll(async () => {
  await gateway?.stop();
  await madeUp?.stop();
  await rm(directory, { recursive: true, force: true });
});

it('serves a changed supergraph, keeps the last good one when a change does not load, and says so', async () => {
  expect(await fields()).toEqual(['sky', 'star']);

  await writeFile(file, 'type Query { not: Supergraph');
  await vi.waitFor(() => expect(logged.join('')).toMatch(/the last good one stays/), {
    timeout: 10_000,
    interval: 100,
  });
  expect(await fields()).toEqual(['sky', 'star']);

  await writeFile(file, sdl.replaceAll('sky:', 'heavens:'));
  await vi.waitFor(async () => expect(await fields()).toEqual(['heavens', 'star']), { timeout: 10_000, interval: 100 });
});
