import type { CartId, DealClaimId, OfferId, OwnerId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { addLines, type CartFull, type LineProblem, type WantedLine } from '../domain/change-lines.ts';
import type { Claim } from '../domain/cart.ts';
import type { CartDeps, NoCart } from './change-cart.ts';
import type { LockedCart, OfferStore, PromotionsPort, SellersPort, StockPort } from './ports.ts';
import type { CartView } from './reads.ts';
import { saveCart, type CartCause } from './save-cart.ts';

export interface LineInput {
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly dealClaimId: DealClaimId | null;
}

export type AddProblem = LineProblem | CartFull | NoCart;

export interface AddLinesDeps extends CartDeps {
  readonly offers: OfferStore;
  readonly promotions: PromotionsPort;
  readonly stock: StockPort;
  readonly sellers: SellersPort;
}

/** The cart as it is now; null when the key says that the lines were added before: whoever wants the cart reads it. */
export type AddOutcome = Result<CartView | null, readonly AddProblem[]>;

/** Not an outcome for anybody outside: the transaction met offers this subgraph has not heard of. */
type Unheard = { readonly code: 'UNHEARD'; readonly offerIds: readonly OfferId[] };
/** What a key remembers; no two changes of a cart leave the same version. */
type Added = { readonly cartId: CartId; readonly version: number };

export interface AddTo {
  readonly ownerId: OwnerId;
  readonly lines: readonly LineInput[];
  /** Null: twice is twice. */
  readonly idempotencyKey: string | null;
  readonly cause: CartCause;
  /** With what is known of these offers. */
  readonly lockCart: (tx: Tx, offerIds: readonly OfferId[]) => Promise<LockedCart | null>;
}

/**
 * Puts lines into a cart. Claims and stock are asked for before the transaction, prices come from what
 * sellers have told: two round trips to the database. Offers that are too new to have been told of are
 * asked for once, outside of the transaction, and then it runs again.
 */
export const addToCart =
  (deps: AddLinesDeps) =>
  async (command: AddTo): Promise<AddOutcome> => {
    const [claims, stock] = await Promise.all([claimsOf(deps, command), stockOf(deps, command)]);
    if (!claims.ok) return claims;
    const wanted = command.lines.map(({ offerId, quantity, dealClaimId }) => ({
      offerId,
      quantity,
      claim: dealClaimId === null ? null : (claims.value.get(dealClaimId) ?? null),
    }));
    const first = await attempt(deps, command, wanted, stock, false);
    if (first.ok || !('offerIds' in first.error)) return first as AddOutcome;
    const { offerIds } = first.error;
    const heard = await deps.sellers.offers(offerIds);
    await deps.uow.run(async (tx) => deps.offers.record(tx, heard));
    return (await attempt(deps, command, wanted, stock, true)) as AddOutcome;
  };

const attempt = async (
  deps: AddLinesDeps,
  command: AddTo,
  wanted: readonly WantedLine[],
  stock: ReadonlyMap<OfferId, number> | null,
  asked: boolean,
): Promise<Result<CartView | null, readonly AddProblem[] | Unheard>> => {
  let view: CartView | null = null;
  const work = async (tx: Tx): Promise<Result<Added, readonly AddProblem[] | Unheard>> => {
    const now = deps.now();
    const ids = [...new Set(wanted.map((line) => line.offerId))];
    const locked = await command.lockCart(tx, ids);
    if (locked === null) return err([{ code: 'NO_CART' }]);
    const { cart, offers } = locked;
    const unheard = ids.filter((id) => !offers.has(id));
    if (unheard.length > 0 && !asked) return err({ code: 'UNHEARD', offerIds: unheard });
    const decision = addLines(cart, wanted, { offers, stock, now, newLineId: () => deps.newId('cln') });
    if (!decision.ok) return decision;
    const after = wanted.length > 0 ? saveCart(tx, deps.carts, cart, decision.value, command.cause, now) : cart;
    view = { ...after, offers };
    return ok({ cartId: cart.id, version: after.version });
  };
  const key = command.idempotencyKey;
  const added = await (key === null ? deps.uow.run(work) : deps.uow.once(key, [command.ownerId, command.lines], work));
  return added.ok ? ok(isCurrent(view, added.value) ? view : null) : added;
};

/** A repetition's own work was undone, and what it made of the cart with it. */
const isCurrent = (view: CartView | null, added: Added): boolean => view !== null && view.version === added.version;

async function claimsOf(
  { promotions, now }: AddLinesDeps,
  { lines, ownerId }: AddTo,
): Promise<Result<ReadonlyMap<DealClaimId, Claim>, readonly AddProblem[]>> {
  const found = await Promise.all(
    lines.map(async ({ dealClaimId }) => (dealClaimId === null ? null : promotions.dealClaim(dealClaimId, ownerId))),
  );
  const problems: AddProblem[] = [];
  const claims = new Map<DealClaimId, Claim>();
  lines.forEach(({ dealClaimId, offerId }, index) => {
    if (dealClaimId === null) return;
    const claim = found[index];
    const holds = claim?.status === 'HELD' && claim.offerId === offerId && claim.expiresAt > now();
    if (!claim || !holds) problems.push({ code: 'DEAL_CLAIM_EXPIRED', index });
    else {
      const { quantity, expiresAt, dealPrice: price } = claim;
      claims.set(dealClaimId, { id: dealClaimId, price, quantity, expiresAt, ended: false });
    }
  });
  return problems.length > 0 ? err(problems) : ok(claims);
}

/** Of what comes from the free stock: a claim's unit is set aside. */
function stockOf({ stock }: AddLinesDeps, { lines }: AddTo): Promise<ReadonlyMap<OfferId, number> | null> {
  const ids = [...new Set(lines.filter((line) => line.dealClaimId === null).map((line) => line.offerId))];
  return ids.length === 0 ? Promise.resolve(null) : stock.available(ids);
}
