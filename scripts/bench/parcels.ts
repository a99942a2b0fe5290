import { randomUUID } from 'node:crypto';
import { HEADERS } from '@emporium/contracts/headers';
import { signIdentity } from '@emporium/platform/identity';
import { SessionCreateDocument, TypedDocumentString } from '@emporium/web-client';
import { DEMO_PASSWORD, DEMO_USERS, user } from '@emporium/world/users';
import type { Pool } from 'undici';
import { inParallel } from './load.ts';
import type { Purchase } from './purchase.ts';
import { key, Shopper, type Payload } from './shopper.ts';

type PickTask = { readonly id: string; readonly lines: readonly { readonly bin: string; readonly quantity: number }[] };

const WAREHOUSES = new TypedDocumentString<{ warehouses: { id: string }[] }, object>('{ warehouses { id } }');
const QUEUED = new TypedDocumentString<{ pickTasks: { nodes: PickTask[] } }, { warehouse: string }>(
  `query ($warehouse: ID!) {
    pickTasks(warehouseId: $warehouse, status: QUEUED, first: 100) { nodes { id lines { bin quantity } } } }`,
);
const CLAIM = new TypedDocumentString<{ pickTaskClaim: Payload }, { id: string }>(
  'mutation ($id: ID!) { pickTaskClaim(id: $id) { userErrors { code message } } }',
);
const CONFIRM = new TypedDocumentString<
  { pickTaskConfirm: Payload },
  { id: string; bin: string; quantity: number; key: string }
>(
  `mutation ($id: ID!, $bin: String!, $quantity: Int!, $key: ID!) {
    pickTaskConfirm(id: $id, bin: $bin, quantity: $quantity, idempotencyKey: $key) { userErrors { code message } } }`,
);
const PACK = new TypedDocumentString<{ pickTaskPack: Payload }, { id: string }>(
  'mutation ($id: ID!) { pickTaskPack(id: $id) { userErrors { code message } } }',
);
const PARCELS = new TypedDocumentString<
  { order: { shipments: { trackingNumber: string | null }[] } },
  { order: string }
>('query ($order: ID!) { order(id: $order) { shipments { trackingNumber } } }');
const REPORT = new TypedDocumentString<{ trackingIngest: Payload }, { input: object }>(
  'mutation ($input: TrackingIngestInput!) { trackingIngest(input: $input) { userErrors { code message } } }',
);

const HANDS = 8;

/** Packs everything that waits in the warehouses, as one of their people. */
export async function packWhatWaits(pool: Pool, onPacked: (parcels: number) => void): Promise<void> {
  const { email } = user(DEMO_USERS.warehouse);
  const { tokens } = await new Shopper(pool).do(SessionCreateDocument, { input: { email, password: DEMO_PASSWORD } });
  const picker = new Shopper(pool, tokens!.accessToken);
  const { warehouses } = await picker.ask(WAREHOUSES, {});
  for (const { id: warehouse } of warehouses) {
    for (;;) {
      const { nodes } = (await picker.ask(QUEUED, { warehouse })).pickTasks;
      if (nodes.length === 0) break;
      await inParallel(nodes, HANDS, async ({ id, lines }) => {
        await picker.do(CLAIM, { id });
        for (const { bin, quantity } of lines) await picker.do(CONFIRM, { id, bin, quantity, key: key() });
        await picker.do(PACK, { id });
        onPacked(1);
      });
    }
  }
}

/** The number on the label of an order's only parcel; null until it is packed. */
export async function labelOf({ buyer, orderId }: Purchase): Promise<string | null> {
  const { order } = await buyer.ask(PARCELS, { order: orderId });
  return order.shipments[0]?.trackingNumber ?? null;
}

/** What a carrier says of a parcel, each time news; in the order in which it can be said. */
export const REPORTS = ['PICKED_UP', 'IN_TRANSIT', 'DELAYED', 'OUT_FOR_DELIVERY', 'DELIVERY_ATTEMPTED'] as const;

/** A carrier reports on a parcel, to orders directly: no account has the scope for it. */
export async function report(
  orders: Pool,
  secret: string,
  trackingNumber: string,
  status: (typeof REPORTS)[number],
): Promise<void> {
  const carrier = signIdentity({ kind: 'service', name: 'orders', scopes: ['carrier:ingest'] }, secret);
  const input = {
    trackingNumber,
    carrierEventId: randomUUID(),
    status,
    detail: 'As the bench has it',
    occurredAt: new Date().toISOString(),
  };
  await new Shopper(orders, null, { [HEADERS.identity]: carrier }).do(REPORT, { input });
}
