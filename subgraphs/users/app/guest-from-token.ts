import type { GuestId, UserId } from '@emporium/contracts/ids';
import type { GuestStore, TokenSigner } from './ports.ts';

/** The guest that a token proves to an account; null when it proves none, or when another account has taken the guest over. */
export const guestFromToken =
  ({ signer, guests }: { signer: TokenSigner; guests: GuestStore }) =>
  async (token: string, userId: UserId): Promise<GuestId | null> => {
    const guestId = await signer.guestOf(token);
    if (guestId === null) return null;
    const claimant = await guests.claimantOf(guestId);
    return claimant === null || claimant === userId ? guestId : null;
  };
