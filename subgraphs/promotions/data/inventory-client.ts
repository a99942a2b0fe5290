import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { DealId, OfferId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { DealStockPort } from '../app/ports.ts';

interface Payload {
  readonly userErrors: readonly {
    readonly code: ErrorCode;
    readonly message: string;
    readonly available?: number;
  }[];
}

const ALLOCATE = typedDocument<
  { readonly dealStockAllocate: Payload },
  { input: { dealId: DealId; offerId: OfferId; quantity: number; idempotencyKey: string } }
>(`
  mutation DealStockAllocate($input: DealStockAllocateInput!) {
    dealStockAllocate(input: $input) { userErrors { code message ... on InsufficientStockError { available } } }
  }`);

const RELEASE = typedDocument<
  { readonly dealStockRelease: Payload },
  { input: { dealId: DealId; idempotencyKey: string } }
>(`
  mutation DealStockRelease($input: DealStockReleaseInput!) {
    dealStockRelease(input: $input) { userErrors { code message } }
  }`);

export const inventoryClient = (inventory: ServiceClient): DealStockPort => ({
  async allocate({ dealId, offerId, quantity }) {
    const input = { dealId, offerId, quantity, idempotencyKey: `${dealId}:allocate` };
    const { dealStockAllocate } = await inventory.call(ALLOCATE, { input }, { idempotent: true });
    const [refusal] = dealStockAllocate.userErrors;
    if (refusal === undefined) return ok(null);
    if (refusal.code !== 'INSUFFICIENT_STOCK') throw unexpected('dealStockAllocate', refusal);
    return err({ code: 'INSUFFICIENT_STOCK', available: refusal.available ?? 0 });
  },

  async release(dealId, idempotencyKey) {
    const input = { dealId, idempotencyKey };
    const { dealStockRelease } = await inventory.call(RELEASE, { input }, { idempotent: true });
    const [refusal] = dealStockRelease.userErrors;
    if (refusal !== undefined) throw unexpected('dealStockRelease', refusal);
  },
});

/** A reason that this call cannot run into: somebody's bug, so nothing is assumed done. */
const unexpected = (command: string, { code, message }: Payload['userErrors'][number]): Error =>
  new Error(`${command} was refused: ${code} ${message}`);
