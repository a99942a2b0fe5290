import type { GuestId } from '@emporium/contracts/ids';
import type { ServiceClient } from '@emporium/platform/client';
import type { UsersPort } from '../app/ports.ts';
import { GuestFromTokenDocument } from './generated/users.ts';

export const usersClient = (users: ServiceClient): UsersPort => ({
  async guestOf(token, userId) {
    const { guestFromToken } = await users.call(GuestFromTokenDocument, { token, userId }, { idempotent: true });
    return guestFromToken as GuestId | null;
  },
});
