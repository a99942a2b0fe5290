import type { AddressId, OwnerId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { Address } from '../../orders/domain/address.ts';
import type { UsersPort } from '../app/ports.ts';

const ADDRESS_FOR_CHECKOUT = typedDocument<
  { readonly addressForCheckout: Address | null },
  { ownerId: OwnerId; addressId: AddressId }
>(`
  query AddressForCheckout($ownerId: ID!, $addressId: ID!) {
    addressForCheckout(ownerId: $ownerId, addressId: $addressId) {
      recipient line1 line2 city region postalCode country phone
    }
  }`);

export const usersClient = (users: ServiceClient): UsersPort => ({
  async address(ownerId, addressId) {
    const answer = await users.call(ADDRESS_FOR_CHECKOUT, { ownerId, addressId }, { idempotent: true });
    return answer.addressForCheckout;
  },
});
