import { bulkLoad, type Database } from '@emporium/platform/db';
import { money } from '@emporium/platform/money';
import type { SeedContext } from '@emporium/platform/subgraph';
import { orders } from '@emporium/world/orders';
import { promotionByCode, PROMOTIONS, type WorldAction, type WorldCondition } from '@emporium/world/promotions';
import { users } from '@emporium/world/users';
import { actionsJson, conditionsJson } from '../data/promotion-row.ts';
import { dealStatus } from '../domain/deal.ts';
import type { Action, Condition } from '../domain/promotion.ts';
import { worldDeals } from './deals.ts';

const CURRENCY = 'USD';

/** Coupons and automatic promotions with what orders used of them, members, and half a day of deals. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  const used = [...orders({ products, now })].filter((order) => order.status !== 'CANCELLED');
  const uses = used.flatMap((order) =>
    order.couponCodes.map((code) => [order.id, promotionByCode(code).id, order.ownerId] as const),
  );
  await loadPromotions(db, uses);
  await bulkLoad(db.url, 'promotion_use', ['order_id', 'promotion_id', 'owner_id'], uses, progress);
  await loadCustomers(db, new Set(used.map((order) => order.ownerId)));
  await loadDeals(db, products, now);
}

async function loadPromotions(db: Database, uses: readonly (readonly [string, string, string])[]): Promise<void> {
  const counts = Map.groupBy(uses, ([, promotionId]) => promotionId);
  await bulkLoad(
    db.url,
    'promotion',
    [
      'id',
      'name',
      'kind',
      'code',
      'starts_at',
      'ends_at',
      'conditions',
      'actions',
      'priority',
      'stacking',
      'usage_limit',
      'per_customer_limit',
      'usage_count',
    ],
    PROMOTIONS.map((promotion) => [
      promotion.id,
      promotion.name,
      promotion.kind,
      promotion.coupon?.code ?? null,
      promotion.startsAt,
      promotion.endsAt,
      conditionsJson(promotion.conditions.map(toCondition)),
      actionsJson(promotion.actions.map(toAction)),
      promotion.priority,
      promotion.stacking,
      promotion.usageLimit,
      promotion.perCustomerLimit,
      counts.get(promotion.id)?.length ?? 0,
    ]),
  );
}

async function loadCustomers(db: Database, buyers: ReadonlySet<string>): Promise<void> {
  const accounts = [...users()].map((user) => [user.id, user.membership !== null, buyers.has(user.id)] as const);
  const known = new Set<string>(accounts.map(([id]) => id));
  const guests = [...buyers].filter((id) => !known.has(id)).map((id) => [id, false, true] as const);
  await bulkLoad(db.url, 'customer', ['owner_id', 'is_member', 'has_ordered'], [...accounts, ...guests]);
}

/** Their units are set aside by inventory's own seed, from the same schedule. */
async function loadDeals(db: Database, products: number, now: Date): Promise<void> {
  const deals = worldDeals(now, products).map((deal) => ({ ...deal, stage: 'APPROVED' as const }));
  await bulkLoad(
    db.url,
    'deal',
    [
      'id',
      'kind',
      'title',
      'offer_id',
      'product_id',
      'seller_id',
      'category_path',
      'deal_minor',
      'was_minor',
      'currency',
      'quantity',
      'stage',
      'was_approved',
      'starts_at',
      'ends_at',
      'member_early_access_at',
      'members_only',
      'per_customer_limit',
      'claim_hold_seconds',
    ],
    deals.map((deal) => [
      deal.id,
      deal.kind,
      deal.title,
      deal.offerId,
      deal.productId,
      deal.sellerId,
      deal.categoryPath,
      deal.dealPrice.minorUnits,
      deal.wasPrice.minorUnits,
      CURRENCY,
      deal.quantity,
      deal.stage,
      true,
      deal.startsAt,
      deal.endsAt,
      deal.memberEarlyAccessAt,
      deal.membersOnly,
      deal.perCustomerLimit,
      deal.claimHoldSeconds,
    ]),
  );
  await bulkLoad(
    db.url,
    'deal_publication',
    ['deal_id', 'status', 'claimed', 'sequence', 'told_at', 'open'],
    deals.map((deal) => [deal.id, dealStatus(deal, now), 0, 1, now, deal.endsAt > now]),
  );
}

function toCondition({ kind, parameters }: WorldCondition): Condition {
  switch (kind) {
    case 'MIN_SUBTOTAL':
      return { kind, amount: money(parameters.amountMinor, CURRENCY) };
    case 'MIN_QUANTITY':
      return { kind, quantity: parameters.quantity };
    case 'IN_CATEGORY':
      return { kind, categoryId: parameters.categoryId };
    case 'FIRST_ORDER':
    case 'MEMBERS_ONLY':
      return { kind };
  }
}

function toAction({ kind, parameters }: WorldAction): Action {
  switch (kind) {
    case 'PERCENT_OFF_ORDER': {
      const { percent, maximumMinor } = parameters;
      return { kind, percent, maximum: maximumMinor === null ? null : money(maximumMinor, CURRENCY) };
    }
    case 'PERCENT_OFF_LINE':
      return { kind, percent: parameters.percent };
    case 'FIXED_OFF_ORDER':
      return { kind, amount: money(parameters.amountMinor, CURRENCY) };
    case 'FREE_SHIPPING':
      return { kind };
  }
}
