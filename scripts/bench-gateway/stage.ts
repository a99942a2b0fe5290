import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expectedData, OPERATIONS, type BenchOperation } from './bookshop/operations.ts';
import { bookshopSubgraphs } from './bookshop/subgraphs.ts';
import { composeBookshop } from './bookshop/supergraph.ts';
import { createWorld } from './bookshop/world.ts';
import { signInCustomers, type Customers } from './customers.ts';
import { startClients, startStandIns, type RunningClients, type RunningGateway } from './processes.ts';

/** Everything that a gateway is measured with. */
export interface Stage {
  readonly supergraphFile: string;
  readonly customers: Customers;
  readonly clients: RunningClients;
  /** Compares a gateway's answer with the right one; fails when they differ. */
  check(gateway: RunningGateway, operation: BenchOperation): Promise<Checked>;
  close(): Promise<void>;
}

export interface Checked {
  readonly answerBytes: number;
  /** How often subgraphs were asked for it. */
  readonly fetches: number;
}

export async function setStage(accounts: number): Promise<Stage> {
  const world = createWorld();
  const subgraphs = bookshopSubgraphs(world);
  const dir = await mkdtemp(path.join(tmpdir(), 'emporium-bench-gateway-'));
  const [customers, standIns] = await Promise.all([signInCustomers(accounts), startStandIns(subgraphs.length)]);
  const clients = startClients();
  const { supergraphSdl, api } = composeBookshop(
    subgraphs,
    (name) => `http://127.0.0.1:${standIns.ports.get(name)}/graphql`,
  );
  const supergraphFile = path.join(dir, 'supergraph.graphql');
  await writeFile(supergraphFile, supergraphSdl);
  const expected = new Map<string, unknown>();
  for (const operation of OPERATIONS) {
    expected.set(operation.name, JSON.parse(JSON.stringify(await expectedData(api, world, operation))));
  }

  return {
    supergraphFile,
    customers,
    clients,
    async check(gateway, operation) {
      const authorization = customers.authorizations[0]!;
      await ask(gateway, operation, authorization); // plans it, and lets the stand-ins work out their answers
      const before = await standIns.asked();
      const text = await ask(gateway, operation, authorization);
      const fetches = (await standIns.asked()) - before;
      const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
      if (errors !== undefined || !isDeepStrictEqual(data, expected.get(operation.name))) {
        throw new Error(`${operation.name} is answered wrongly: ${text.slice(0, 2_000)}`);
      }
      return { answerBytes: Buffer.byteLength(text), fetches };
    },
    async close() {
      await Promise.all([
        standIns.stop(),
        clients.stop(),
        customers.close(),
        rm(dir, { recursive: true, force: true }),
      ]);
    },
  };
}

async function ask(
  { endpoint }: RunningGateway,
  { query, variables }: BenchOperation,
  authorization: string,
): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}
