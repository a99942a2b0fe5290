import type { Profile } from '../app/reads.ts';
import type { PublicProfile } from './types/user.ts';

/** What anybody may see of a person. */
export const toPublicProfile = ({ id, displayName, createdAt }: Profile): PublicProfile => ({
  id,
  displayName,
  memberSince: createdAt.toISOString().slice(0, 10),
});
