import type { SellerId } from '@emporium/contracts/ids';
import { membershipScope } from '@emporium/platform/identity';

export const ROLES = [
  'CUSTOMER',
  'SELLER_STAFF',
  'WAREHOUSE_STAFF',
  'SUPPORT_AGENT',
  'MODERATOR',
  'FINANCE',
  'ADMIN',
] as const;
export type Role = (typeof ROLES)[number];

export type SellerRole = 'OWNER' | 'MANAGER' | 'CATALOG' | 'ORDERS' | 'FINANCE' | 'VIEWER';

export interface Membership {
  readonly sellerId: SellerId;
  readonly role: SellerRole;
}

const SELLER_SCOPES = [
  'seller:inventory',
  'seller:catalog',
  'seller:pricing',
  'seller:orders',
  'seller:profile',
  'seller:finance',
  'seller:metrics',
  'seller:promotions',
  'seller:reviews',
] as const;

const SCOPES_BY_ROLE: Readonly<Record<Role, readonly string[]>> = {
  CUSTOMER: [],
  SELLER_STAFF: SELLER_SCOPES,
  WAREHOUSE_STAFF: ['warehouse:ops'],
  SUPPORT_AGENT: ['support:users', 'support:orders', 'support:refunds', 'support:cases', 'support:claims'],
  MODERATOR: ['moderation:reviews'],
  FINANCE: ['finance:payments', 'finance:ledger', 'finance:risk', 'finance:disputes'],
  ADMIN: [
    'admin:users',
    'admin:catalog',
    'admin:inventory',
    'admin:orders',
    'admin:sellers',
    'admin:promotions',
    'admin:search',
    'admin:marketing',
    'admin:metrics',
    'admin:ops',
    'admin:audit',
    'admin:privacy',
    'admin:experiments',
    'warehouse:ops',
    'finance:ledger',
    'finance:payments',
    'moderation:reviews',
  ],
};

const SCOPES_BY_SELLER_ROLE: Readonly<Record<SellerRole, readonly string[]>> = {
  OWNER: SELLER_SCOPES,
  MANAGER: SELLER_SCOPES.filter((scope) => scope !== 'seller:finance'),
  CATALOG: ['seller:catalog', 'seller:inventory', 'seller:pricing', 'seller:promotions', 'seller:metrics'],
  ORDERS: ['seller:orders', 'seller:inventory', 'seller:reviews', 'seller:metrics'],
  FINANCE: ['seller:finance', 'seller:metrics'],
  VIEWER: ['seller:metrics'],
};

/** A header carries the scopes of every request: beyond this many sellers a person needs another account. */
export const MAX_MEMBERSHIPS_IN_TOKEN = 100;

/**
 * What an access token allows: the scopes of the roles and of the memberships, and `member:sel_…` for
 * each seller. Scopes add up: what somebody may do at one seller they may do at each of theirs, so a
 * subgraph for which the role matters asks for the role.
 */
export function scopesOf(roles: readonly Role[], memberships: readonly Membership[]): string[] {
  const scopes = new Set(roles.flatMap((role) => SCOPES_BY_ROLE[role]));
  for (const { sellerId, role } of memberships.slice(0, MAX_MEMBERSHIPS_IN_TOKEN)) {
    for (const scope of SCOPES_BY_SELLER_ROLE[role]) scopes.add(scope);
    scopes.add(membershipScope(sellerId));
  }
  return [...scopes].toSorted();
}

/** Each once, in the order of `ROLES`, and everybody is a customer. */
export const normalizeRoles = (roles: readonly Role[]): Role[] =>
  ROLES.filter((role) => role === 'CUSTOMER' || roles.includes(role));
