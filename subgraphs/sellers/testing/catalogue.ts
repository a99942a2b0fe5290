import type { ProductChanged } from '@emporium/contracts/events';
import type { CategoryId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import type { Subgraph } from '@emporium/platform/subgraph';
import type { SellerStatus } from '../domain/seller.ts';

/** A plan of one rule; whoever needs another category's rate gives its own. */
export async function addPlan(
  db: Database,
  id: string,
  rules: readonly { readonly categoryId: CategoryId | null; readonly rate: number }[],
): Promise<string> {
  await db.query('INSERT INTO commission_plan (id, name) VALUES ($1, $1)', [id]);
  for (const [position, { categoryId, rate }] of rules.entries()) {
    await db.query(
      'INSERT INTO commission_rule (id, plan_id, position, category_id, rate) VALUES ($1, $2, $3, $4, $5)',
      [`${id}-${position}`, id, position, categoryId, rate],
    );
  }
  return id;
}

const ADDRESS = {
  recipient: 'Juniper',
  line1: '1 Main Street',
  line2: null,
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'US',
  phone: null,
};

export async function addSeller(
  db: Database,
  { status = 'ACTIVE', ratingTenths = 45 }: { status?: SellerStatus; ratingTenths?: number } = {},
): Promise<SellerId> {
  const id = newId('sel');
  await db.query(
    `INSERT INTO seller (id, slug, display_name, status, business_address, rating_tenths, commission_plan)
     VALUES ($1, $2, 'Juniper', $3, $4, $5, 'flat')`,
    [id, `juniper-${id.slice(-8)}`, status, JSON.stringify(ADDRESS), ratingTenths],
  );
  return id;
}

export const productChanged = (variants: readonly VariantId[], rest: Partial<ProductChanged> = {}): ProductChanged => ({
  type: 'products.product-changed.v1',
  productId: newId('prod'),
  version: 1,
  status: 'ACTIVE',
  title: 'Lamp',
  slug: 'lamp',
  categoryId: newId('cat'),
  categoryPath: [newId('cat')],
  brandId: null,
  variants: variants.map((variantId) => ({
    variantId,
    sku: variantId.slice(-6),
    title: 'Lamp, brass',
    taxClass: 'standard',
    weightGrams: 900,
    imageUrl: null,
  })),
  ...rest,
});

/** Hands an event to the subgraph's handler, as the consumer does. */
export const handle = (db: Database, subgraph: Subgraph, event: { readonly type: string }): Promise<void> =>
  db.uow.run((tx) => subgraph.handlers![event.type]!(tx, event as never, {} as never));

export async function addProduct(
  db: Database,
  subgraph: Subgraph,
  variantCount = 1,
): Promise<{ productId: ProductId; variantId: VariantId; variantIds: VariantId[] }> {
  const variantIds = Array.from({ length: variantCount }, () => newId('var'));
  const event = productChanged(variantIds);
  await handle(db, subgraph, event);
  return { productId: event.productId, variantId: variantIds[0]!, variantIds };
}

/** Tells the subgraph that an offer has units, or has none. */
export const setStock = (
  db: Database,
  subgraph: Subgraph,
  offerId: OfferId,
  version: number,
  status: 'IN_STOCK' | 'OUT_OF_STOCK' = 'IN_STOCK',
): Promise<void> =>
  handle(db, subgraph, { type: 'inventory.availability-changed.v1', offerId, version, status } as never);
