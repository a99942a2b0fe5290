import type { OrdersEvent } from '@emporium/contracts/events';
import type { OwnerId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { messageOf } from '../domain/order-messages.ts';
import { notify } from './notify.ts';
import type { AccountStore, Mailer, NotificationStore } from './ports.ts';

interface Deps {
  readonly accounts: AccountStore;
  readonly notifications: NotificationStore;
  readonly mailer: Mailer;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Tells the buyer what became of their order: an account by mail and in the app, a guest by mail. */
export const tellBuyer =
  (deps: Deps) =>
  async (tx: Tx, event: OrdersEvent): Promise<void> => {
    const message = messageOf(event);
    const account = isUser(event.ownerId) ? await deps.accounts.lock(tx, event.ownerId, 'share') : null;
    const to = account?.email ?? event.guestEmail;
    if (to !== null) deps.mailer.send(tx, { to, subject: message.title, text: `${message.body}\n\nEmporium` });
    if (account !== null) notify(tx, deps, account.id, 'IN_APP', message, deps.now());
  };

const isUser = (owner: OwnerId): owner is UserId => owner.startsWith('usr_');
