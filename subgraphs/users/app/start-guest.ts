import type { NewId } from '@emporium/platform/ids';
import type { AccessToken, TokenSigner } from './ports.ts';

/** A guest exists by its token alone: nothing is stored until it owns something or signs in. */
export const startGuest =
  ({ signer, newId }: { signer: TokenSigner; newId: NewId }) =>
  (): Promise<AccessToken> =>
    signer.forGuest(newId('gst'));
