export type { Viewer, UserViewer, GuestViewer, ApiClientViewer, ServiceViewer } from './viewer.ts';
export {
  ANONYMOUS,
  hasScopes,
  isAuthenticated,
  membershipScope,
  ownerOf,
  requireOwner,
  requireUser,
  sellersOf,
  SignInRequired,
  viewerKey,
} from './viewer.ts';
export type { IdentityProblem } from './signed-identity.ts';
export { IDENTITY_LIFETIME_SECONDS, signIdentity, verifyIdentity } from './signed-identity.ts';
export { createIdentityVerifier, type IdentityVerifier } from './verifier.ts';
