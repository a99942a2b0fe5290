import type { CartId, OfferId, OwnerId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';
import type { Tx } from '@emporium/platform/db';
import type { CartStore, LockedCart } from '../app/ports.ts';
import type { Cart, Claim } from '../domain/cart.ts';
import { CART_COLUMNS, itemsAndOffers, toCarts, toOffers, type CartRow, type ItemRow } from './rows.ts';

interface Wanted {
  /** Which carts. */
  readonly where: string;
  readonly values: readonly unknown[];
  /** Which items: those of the same carts, by `values[0]`. */
  readonly items: string;
}

/** The carts' rows first: whoever waits for one reads its content as the one before left it. One round trip. */
async function lock(tx: Tx, wanted: Wanted, offerIds: readonly OfferId[] = []): Promise<LockedCart[]> {
  const { where, values, items } = wanted;
  const [cartRows, itemRows] = await Promise.all([
    tx.query<CartRow>(`SELECT ${CART_COLUMNS} FROM cart WHERE ${where} ORDER BY owner_id FOR UPDATE`, values),
    tx.query<ItemRow>(itemsAndOffers(items), [values[0], offerIds]),
  ]);
  const offers = toOffers(itemRows);
  return toCarts(cartRows, itemRows).map(({ offers: _own, ...cart }) => ({ cart, offers }));
}

const ITS_OWN = 'cart_id = $1';
const INSERT = 'INSERT INTO cart (id, owner_id, version, updated_at, expires_at)';
const valuesOf = (cart: Cart): unknown[] => [cart.id, cart.ownerId, cart.version, cart.updatedAt, cart.expiresAt];

export const postgresCartStore = (): CartStore => ({
  async lock(tx, id, ownerId, now, offerIds) {
    const where = 'id = $1 AND owner_id = $2 AND expires_at > $3';
    return (await lock(tx, { where, values: [id, ownerId, now], items: ITS_OWN }, offerIds))[0] ?? null;
  },

  async lockById(tx, id) {
    return (await lock(tx, { where: 'id = $1', values: [id], items: ITS_OWN }))[0] ?? null;
  },

  lockByOwners(tx, ownerIds, now, offerIds) {
    const where = 'owner_id = ANY($1) AND expires_at > $2';
    const items = 'cart_id IN (SELECT id FROM cart WHERE owner_id = ANY($1))';
    return lock(tx, { where, values: [ownerIds, now], items }, offerIds);
  },

  lockByClaim(tx, claimId) {
    const withClaim = '(SELECT cart_id FROM cart_item WHERE claim_id = $1)';
    return lock(tx, { where: `id IN ${withClaim}`, values: [claimId], items: `cart_id IN ${withClaim}` });
  },

  ensure(tx, cart) {
    tx.write(`${INSERT} VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner_id) DO NOTHING`, valuesOf(cart));
  },

  ensureIfOwned(tx, cart, other) {
    tx.write(
      `${INSERT} SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT FROM cart WHERE owner_id = $6 AND expires_at > $4)
       ON CONFLICT (owner_id) DO NOTHING`,
      [...valuesOf(cart), other],
    );
  },

  save(tx, before, after) {
    const former = new Map(itemsOf(before).map((item) => [item.id, item]));
    const items = itemsOf(after);
    const kept = new Set(items.map((item) => item.id));
    const gone = [...former.keys()].filter((id) => !kept.has(id));
    const changed = items.filter((item) => !isSame(former.get(item.id), item));
    const { id, version, couponCodes, updatedAt, expiresAt } = after;
    tx.write(SAVE, [id, version, couponCodes, updatedAt, expiresAt, gone, ...columnsOf(changed)]);
  },

  remove(tx, id) {
    tx.write('DELETE FROM cart WHERE id = $1', [id]);
  },

  removeExpired: (tx, now, limit, ownerId) =>
    tx.query<{ id: CartId; ownerId: OwnerId }>(
      `DELETE FROM cart WHERE id IN (
         SELECT id FROM cart WHERE expires_at <= $1 ${ownerId === null ? '' : 'AND owner_id = $3'}
          ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, owner_id AS "ownerId"`,
      ownerId === null ? [now, limit] : [now, limit, ownerId],
    ),
});

/** Lines and saved items as their table has them. */
interface Item {
  readonly id: string;
  readonly saved: boolean;
  readonly offerId: string;
  readonly quantity: number;
  readonly price: Money;
  readonly at: Date;
  readonly claim: Claim | null;
}

const itemsOf = (cart: Cart): Item[] => [
  ...cart.lines.map(({ unitPriceWhenAdded: price, addedAt: at, ...line }) => ({ ...line, saved: false, price, at })),
  ...cart.savedForLater.map(({ priceWhenSaved: price, savedAt: at, ...item }) => ({
    ...item,
    saved: true,
    price,
    at,
    claim: null,
  })),
];

const isSame = (a: Item | undefined, b: Item): boolean =>
  a !== undefined && a.quantity === b.quantity && a.at === b.at && a.claim?.ended === b.claim?.ended;

/** A locked cart, the items that are gone ($6), and those that are new or changed ($7 and on): one statement. */
const SAVE = `
  WITH gone AS (DELETE FROM cart_item WHERE id = ANY($6)),
  written AS (
    INSERT INTO cart_item (cart_id, id, saved, offer_id, quantity, price_minor, currency, at, claim_id, claim_price_minor,
                           claim_quantity, claim_expires_at, claim_ended)
    SELECT $1, id, saved, offer_id, quantity, price_minor, currency, at, claim_id, claim_price_minor, claim_quantity,
           claim_expires_at, claim_ended
      FROM unnest($7::text[], $8::boolean[], $9::text[], $10::int[], $11::bigint[], $12::text[], $13::timestamptz[],
                  $14::text[], $15::bigint[], $16::int[], $17::timestamptz[], $18::boolean[]) WITH ORDINALITY
           AS i (id, saved, offer_id, quantity, price_minor, currency, at, claim_id, claim_price_minor, claim_quantity,
                 claim_expires_at, claim_ended, nth)
     ORDER BY nth
    ON CONFLICT (id) DO UPDATE
       SET quantity = excluded.quantity, price_minor = excluded.price_minor, at = excluded.at,
           claim_ended = excluded.claim_ended)
  UPDATE cart SET version = $2, coupon_codes = $3, updated_at = $4, expires_at = $5 WHERE id = $1`;

const columnsOf = (items: readonly Item[]): unknown[][] => [
  items.map((item) => item.id),
  items.map((item) => item.saved),
  items.map((item) => item.offerId),
  items.map((item) => item.quantity),
  items.map((item) => item.price.minorUnits),
  items.map((item) => item.price.currency),
  items.map((item) => item.at),
  items.map((item) => item.claim?.id ?? null),
  items.map((item) => item.claim?.price.minorUnits ?? null),
  items.map((item) => item.claim?.quantity ?? null),
  items.map((item) => item.claim?.expiresAt ?? null),
  items.map((item) => item.claim?.ended ?? false),
];
