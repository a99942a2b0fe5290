import type { ServiceClient } from '@emporium/platform/client';
import type { UsersPort } from '../app/ports.ts';
import { AddressForCheckoutDocument } from './generated/users.ts';

export const usersClient = (users: ServiceClient): UsersPort => ({
  async address(ownerId, addressId) {
    const answer = await users.call(AddressForCheckoutDocument, { ownerId, addressId }, { idempotent: true });
    return answer.addressForCheckout;
  },
});
