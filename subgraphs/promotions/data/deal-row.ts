import type { CategoryId, DealId, OfferId, ProductId, SellerId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { money } from '@emporium/platform/money';
import type { Deal, DealKind, DealStage } from '../domain/deal.ts';

export interface DealRow {
  readonly id: DealId;
  readonly kind: DealKind;
  readonly title: string;
  readonly offer_id: OfferId;
  readonly product_id: ProductId;
  readonly seller_id: SellerId;
  readonly category_path: readonly CategoryId[];
  readonly deal_minor: bigint;
  readonly was_minor: bigint;
  readonly currency: CurrencyCode;
  readonly quantity: number;
  readonly claimed_now: number;
  readonly stage: DealStage;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly member_early_access_at: Date | null;
  readonly members_only: boolean;
  readonly per_customer_limit: number;
  readonly claim_hold_seconds: number;
}

/**
 * Deals as they are at `$1`, always the first parameter: the counter less the units of holds that ran
 * out and were not swept up yet.
 */
export const DEALS = `deal d CROSS JOIN LATERAL (
    SELECT d.claimed - coalesce(sum(c.quantity), 0)::int AS claimed_now FROM deal_claim c
     WHERE c.deal_id = d.id AND c.status = 'HELD' AND c.expires_at <= $1) AS slots`;

export const DEAL_COLUMNS = `d.id, d.kind, d.title, d.offer_id, d.product_id, d.seller_id, d.category_path, d.deal_minor,
  d.was_minor, d.currency, d.quantity, slots.claimed_now, d.stage, d.starts_at, d.ends_at, d.member_early_access_at,
  d.members_only, d.per_customer_limit, d.claim_hold_seconds`;

/** What `dealStatus` in the domain says, over `DEALS`, for lists that filter by it. */
export const DEAL_STATUS = `CASE
    WHEN d.stage = 'CANCELLED' THEN 'CANCELLED'
    WHEN d.stage <> 'APPROVED' THEN 'IN_REVIEW'
    WHEN d.ends_at <= $1 THEN 'ENDED'
    WHEN d.starts_at > $1 AND (d.member_early_access_at IS NULL OR d.member_early_access_at > $1) THEN 'SCHEDULED'
    WHEN slots.claimed_now >= d.quantity THEN 'SOLD_OUT'
    WHEN d.starts_at <= $1 THEN 'LIVE'
    ELSE 'EARLY_ACCESS' END`;

export const toDeal = (row: DealRow): Deal => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  offerId: row.offer_id,
  productId: row.product_id,
  sellerId: row.seller_id,
  categoryPath: row.category_path,
  dealPrice: money(row.deal_minor, row.currency),
  wasPrice: money(row.was_minor, row.currency),
  quantity: row.quantity,
  claimed: row.claimed_now,
  stage: row.stage,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  memberEarlyAccessAt: row.member_early_access_at,
  membersOnly: row.members_only,
  perCustomerLimit: row.per_customer_limit,
  claimHoldSeconds: row.claim_hold_seconds,
});
