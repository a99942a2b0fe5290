import type { GuestId, UserId } from '../ids.ts';

export type UserRegistered = {
  readonly type: 'users.user-registered.v1';
  readonly userId: UserId;
};
/** A guest signed in: whatever the guest owned now belongs to the user. */
export type GuestMerged = {
  readonly type: 'users.guest-merged.v1';
  readonly guestId: GuestId;
  readonly userId: UserId;
};
export type UsersEvent = UserRegistered | GuestMerged;
