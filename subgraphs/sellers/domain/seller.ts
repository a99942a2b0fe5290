import type { SellerId, UserId } from '@emporium/contracts/ids';
import type { PostalAddress } from './postal-address.ts';

export type SellerStatus = 'PENDING' | 'ONBOARDING' | 'IN_REVIEW' | 'ACTIVE' | 'AT_RISK' | 'SUSPENDED' | 'CLOSED';

export interface Seller {
  readonly id: SellerId;
  readonly slug: string;
  readonly displayName: string;
  readonly about: string | null;
  /** Where the original picture lies, absolute. */
  readonly logoUrl: string | null;
  readonly status: SellerStatus;
  readonly businessAddress: PostalAddress | null;
  readonly commissionPlan: string;
  readonly joinedAt: Date;
}

export type MemberRole = 'OWNER' | 'MANAGER' | 'CATALOG' | 'ORDERS' | 'FINANCE' | 'VIEWER';

export interface Membership {
  readonly sellerId: SellerId;
  readonly userId: UserId;
  readonly role: MemberRole;
}

/** A seller at risk is warned and goes on selling; every other status than these two keeps its offers out of the shop. */
export const TRADING: readonly SellerStatus[] = ['ACTIVE', 'AT_RISK'];

export const mayTrade = (status: SellerStatus): boolean => TRADING.includes(status);
