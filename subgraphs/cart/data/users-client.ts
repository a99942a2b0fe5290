import type { GuestId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { UsersPort } from '../app/ports.ts';

const GUEST_FROM_TOKEN = typedDocument<{ readonly guestFromToken: GuestId | null }, { token: string }>(`
  query GuestFromToken($token: String!) {
    guestFromToken(token: $token)
  }`);

export const usersClient = (users: ServiceClient): UsersPort => ({
  guestOf: async (token) => (await users.call(GUEST_FROM_TOKEN, { token }, { idempotent: true })).guestFromToken,
});
