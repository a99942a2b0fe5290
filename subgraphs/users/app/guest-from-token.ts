import type { GuestId } from '@emporium/contracts/ids';
import type { GuestStore, TokenSigner } from './ports.ts';

/** The guest that a token proves; null when it proves none, or when an account has taken the guest over. */
export const guestFromToken =
  ({ signer, guests }: { signer: TokenSigner; guests: GuestStore }) =>
  async (token: string): Promise<GuestId | null> => {
    const guestId = await signer.guestOf(token);
    return guestId === null || (await guests.isClaimed(guestId)) ? null : guestId;
  };
