import { newId } from '@emporium/platform/ids';
import { membershipScope, sellersOf, signIdentity, verifyIdentity } from '@emporium/platform/identity';
import { userViewer } from '@emporium/platform/testing';
import { describe, expect, it } from 'vitest';
import { MAX_MEMBERSHIPS_IN_TOKEN, normalizeRoles, ROLES, scopesOf } from './roles.ts';

describe('scopes', () => {
  it('add up from roles and memberships, each once', () => {
    const sellerId = newId('sel');
    const scopes = scopesOf(['CUSTOMER', 'FINANCE', 'ADMIN'], [{ sellerId, role: 'VIEWER' }]);
    expect(scopes).toEqual([...new Set(scopes)]);
    expect(scopes).toEqual(
      expect.arrayContaining([
        'admin:users',
        'finance:ledger',
        'finance:risk',
        'seller:metrics',
        membershipScope(sellerId),
      ]),
    );
    expect(scopes).not.toContain('seller:orders');
  });

  it('are nothing for customers, and never internal', () => {
    expect(scopesOf(['CUSTOMER'], [])).toEqual([]);
    expect(scopesOf(ROLES, [{ sellerId: newId('sel'), role: 'OWNER' }])).not.toContain('internal');
  });

  it('fit into the header that carries them, however many sellers somebody has', () => {
    const memberships = Array.from({ length: 500 }, () => ({ sellerId: newId('sel'), role: 'OWNER' as const }));
    const viewer = userViewer(scopesOf(ROLES, memberships));
    const secret = 'a secret of the tests, 32 characters long';
    expect(verifyIdentity(signIdentity(viewer, secret), secret).ok).toBe(true);
    expect(sellersOf(viewer)).toHaveLength(MAX_MEMBERSHIPS_IN_TOKEN);
  });

  it('come from roles in one order, and everybody is a customer', () => {
    expect(normalizeRoles(['ADMIN', 'MODERATOR', 'ADMIN'])).toEqual(['CUSTOMER', 'MODERATOR', 'ADMIN']);
    expect(normalizeRoles([])).toEqual(['CUSTOMER']);
  });
});
