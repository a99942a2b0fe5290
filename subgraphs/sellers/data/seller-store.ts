import type { SellerId } from '@emporium/contracts/ids';
import type { SellerStore } from '../app/ports.ts';
import type { PostalAddress } from '../domain/postal-address.ts';
import type { Seller, SellerStatus } from '../domain/seller.ts';

export interface SellerRow {
  readonly id: SellerId;
  readonly slug: string;
  readonly display_name: string;
  readonly about: string | null;
  readonly logo_url: string | null;
  readonly status: SellerStatus;
  readonly business_address: PostalAddress | null;
  readonly rating_tenths: number | null;
  readonly commission_plan: string;
  readonly joined_at: Date;
}

export const SELLER_COLUMNS = `id, slug, display_name, about, logo_url, status, business_address, rating_tenths,
  commission_plan, joined_at`;

export const toSeller = (row: SellerRow): Seller => ({
  id: row.id,
  slug: row.slug,
  displayName: row.display_name,
  about: row.about,
  logoUrl: row.logo_url,
  status: row.status,
  businessAddress: row.business_address,
  commissionPlan: row.commission_plan,
  joinedAt: row.joined_at,
});

export const postgresSellerStore = (): SellerStore => ({
  async find(tx, id, sellerIds) {
    const [row] = await tx.query<SellerRow>(`SELECT ${SELLER_COLUMNS} FROM seller WHERE id = $1 AND id = ANY($2)`, [
      id,
      sellerIds,
    ]);
    if (row === undefined) return null;
    return {
      id: row.id,
      name: row.display_name,
      status: row.status,
      ratingTenths: row.rating_tenths,
      country: row.business_address?.country ?? null,
    };
  },
});
