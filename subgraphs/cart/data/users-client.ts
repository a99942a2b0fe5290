import type { GuestId, UserId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { UsersPort } from '../app/ports.ts';

const GUEST_FROM_TOKEN = typedDocument<{ readonly guestFromToken: GuestId | null }, { token: string; userId: UserId }>(`
  query GuestFromToken($token: String!, $userId: ID!) {
    guestFromToken(token: $token, userId: $userId)
  }`);

export const usersClient = (users: ServiceClient): UsersPort => ({
  guestOf: async (token, userId) =>
    (await users.call(GUEST_FROM_TOKEN, { token, userId }, { idempotent: true })).guestFromToken,
});
