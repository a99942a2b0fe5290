import type { AddressId } from '@emporium/contracts/ids';
import type { AddressStore } from '../app/ports.ts';
import type { PostalAddress, SavedAddress } from '../domain/account.ts';

export interface AddressRow {
  readonly id: AddressId;
  readonly label: string | null;
  readonly address: PostalAddress;
  readonly is_default: boolean;
  readonly validated: boolean;
}

export const ADDRESS_COLUMNS = 'id, label, address, is_default, validated';

export const toSavedAddress = (row: AddressRow): SavedAddress => ({
  id: row.id,
  label: row.label,
  address: row.address,
  isDefault: row.is_default,
  validated: row.validated,
});

export const postgresAddressStore = (): AddressStore => ({
  async bookOf(tx, userId) {
    const rows = await tx.query<AddressRow>(
      `SELECT ${ADDRESS_COLUMNS} FROM user_address WHERE user_id = $1 ORDER BY id`,
      [userId],
    );
    return rows.map(toSavedAddress);
  },

  replaceBook(tx, userId, book) {
    tx.write('DELETE FROM user_address WHERE user_id = $1', [userId]);
    if (book.length === 0) return;
    tx.write(
      `INSERT INTO user_address (id, user_id, label, address, is_default, validated)
       SELECT id, $1, label, address, is_default, validated
         FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::boolean[], $6::boolean[])
              AS entry (id, label, address, is_default, validated)`,
      [
        userId,
        book.map((entry) => entry.id),
        book.map((entry) => entry.label),
        book.map((entry) => JSON.stringify(entry.address)),
        book.map((entry) => entry.isDefault),
        book.map((entry) => entry.validated),
      ],
    );
  },
});
