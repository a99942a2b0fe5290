import type { ApiClientId, GuestId, OwnerId, SellerId, SessionId, UserId } from '@emporium/contracts/ids';
import { AppError } from '../errors/index.ts';

/** Whoever a request is made for. Subgraphs learn it from a signed header only. */
export type Viewer = { readonly kind: 'anonymous' } | UserViewer | GuestViewer | ApiClientViewer | ServiceViewer;

export interface UserViewer {
  readonly kind: 'user';
  readonly id: UserId;
  readonly sessionId: SessionId;
  readonly scopes: readonly string[];
  readonly tokenExpiresAt: Date;
}

/** A visitor without an account who owns a cart or an order all the same. */
export interface GuestViewer {
  readonly kind: 'guest';
  readonly id: GuestId;
  readonly scopes: readonly string[];
  readonly tokenExpiresAt: Date;
}

/** A partner's program that shows its key and acts for nobody but itself: it owns no cart and no order. */
export interface ApiClientViewer {
  readonly kind: 'client';
  readonly id: ApiClientId;
  readonly scopes: readonly string[];
}

/** Another subgraph calling. `onBehalfOf` names the owner whose request caused the call, when there is one. */
export interface ServiceViewer {
  readonly kind: 'service';
  readonly name: string;
  readonly scopes: readonly string[];
  readonly onBehalfOf?: OwnerId;
}

export const ANONYMOUS: Viewer = Object.freeze({ kind: 'anonymous' });

/** A valid token of any kind was shown: an account's, a guest's, an API client's or a service's. What `@authenticated` asks for. */
export const isAuthenticated = (viewer: Viewer): boolean => viewer.kind !== 'anonymous';

/** True when one of the alternatives is held completely: `[["a", "b"], ["c"]]` reads "(a and b) or c". */
export function hasScopes(viewer: Viewer, alternatives: readonly (readonly string[])[]): boolean {
  if (viewer.kind === 'anonymous') return false;
  return alternatives.some((all) => all.every((scope) => viewer.scopes.includes(scope)));
}

/** Whom carts, checkouts and orders of this request belong to. Null for strangers, and for a program acting for itself. */
export function ownerOf(viewer: Viewer): OwnerId | null {
  switch (viewer.kind) {
    case 'user':
    case 'guest':
      return viewer.id;
    case 'service':
      return viewer.onBehalfOf ?? null;
    case 'client':
    case 'anonymous':
      return null;
  }
}

/** The operation needs an account or, when `guestsToo`, at least a guest session. A mutation answers it as a `UserError`. */
export class SignInRequired extends AppError {
  constructor(guestsToo = false) {
    super(
      'UNAUTHENTICATED',
      guestsToo ? 'Sign in, or start a guest session, and try again.' : 'Sign in or register to do this.',
    );
  }
}

/** The account, or `SignInRequired`. A service passes when it acts on behalf of an account. */
export function requireUser(viewer: Viewer): UserId {
  const owner = ownerOf(viewer);
  if (owner === null || !owner.startsWith('usr_')) throw new SignInRequired();
  return owner as UserId;
}

/** The account or guest, or `SignInRequired`. */
export function requireOwner(viewer: Viewer): OwnerId {
  const owner = ownerOf(viewer);
  if (owner === null) throw new SignInRequired(true);
  return owner;
}

/** A stable text for "the same caller": scopes idempotency keys and rate limits to whoever sent them. */
export function viewerKey(viewer: Viewer): string {
  const owner = ownerOf(viewer);
  if (viewer.kind === 'service') return owner === null ? `service:${viewer.name}` : `service:${viewer.name}:${owner}`;
  return owner ?? (viewer.kind === 'client' ? viewer.id : 'anonymous');
}

const MEMBERSHIP = 'member:';

/** The scope that says "belongs to this seller"; users puts one for each membership into the access token. */
export const membershipScope = (sellerId: SellerId): string => `${MEMBERSHIP}${sellerId}`;

/** The sellers a viewer works for. What a seller scope allows, it allows for these alone: put them in the WHERE. */
export function sellersOf(viewer: Viewer): SellerId[] {
  if (viewer.kind === 'anonymous') return [];
  return viewer.scopes
    .filter((scope) => scope.startsWith(MEMBERSHIP))
    .map((scope) => scope.slice(MEMBERSHIP.length) as SellerId);
}
