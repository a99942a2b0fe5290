import { bulkLoad } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { SELLERS } from '@emporium/world/sellers';
import { users } from '@emporium/world/users';
import { DEFAULT_PREFERENCES } from './domain/account.ts';
import { hasRules } from './domain/postal-address.ts';

/** argon2id of the demonstration's password, made once: a hash for each account would take as long as all the rest. */
export const DEMO_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$2SLEhvv6w9+gS6K44Hv0Ww$vuHl3MLM8/W7LmFioCZikQOcEG+2h83MhggOFGuASog';

/** The demonstration's accounts with their address books, and who works for which seller. */
export async function seed({ db, progress }: SeedContext): Promise<void> {
  await bulkLoad(
    db.url,
    'account',
    [
      'id',
      'email',
      'email_verified',
      'password_hash',
      'display_name',
      'phone',
      'locale',
      'preferred_currency',
      'preferences',
      'roles',
      'created_at',
    ],
    accountRows(),
    progress,
  );
  await bulkLoad(
    db.url,
    'user_address',
    ['id', 'user_id', 'label', 'address', 'is_default', 'validated'],
    addressRows(),
    progress,
  );
  await bulkLoad(db.url, 'membership', ['user_id', 'seller_id', 'role'], membershipRows(), progress);
}

function* accountRows() {
  for (const user of users()) {
    yield [
      user.id,
      user.email,
      true,
      DEMO_PASSWORD_HASH,
      user.displayName,
      user.phone,
      user.locale,
      user.preferredCurrency,
      { ...DEFAULT_PREFERENCES, marketingEmail: user.marketingEmail },
      user.roles,
      user.createdAt,
    ];
  }
}

function* addressRows() {
  for (const { id: userId, addresses } of users()) {
    for (const { id, label, address, isDefault } of addresses) {
      yield [id, userId, label, address, isDefault, hasRules(address)];
    }
  }
}

function* membershipRows() {
  for (const { id: sellerId, members } of SELLERS) {
    for (const { userId, role } of members) yield [userId, sellerId, role];
  }
}
