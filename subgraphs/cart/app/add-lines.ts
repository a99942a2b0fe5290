import type { CartId, DealClaimId, OfferId, OwnerId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { addLines, type CartFull, type LineProblem, type WantedLine } from '../domain/change-lines.ts';
import type { Claim } from '../domain/cart.ts';
import type { CartDeps, NoCart } from './change-cart.ts';
import type { LockedCart, OfferStore, PromotionsPort, SellersPort, StockPort } from './ports.ts';
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

type Outcome = Result<CartId, readonly AddProblem[]>;

/** Not an outcome for anybody outside: the transaction met offers this subgraph has not heard of. */
type Unheard = { readonly code: 'UNHEARD'; readonly offerIds: readonly OfferId[] };
type Attempt = Result<CartId, readonly AddProblem[] | Unheard>;

export interface AddTo {
  readonly ownerId: OwnerId;
  readonly lines: readonly LineInput[];
  /** Null: twice is twice. */
  readonly idempotencyKey: string | null;
  readonly cause: CartCause;
  readonly lockCart: (tx: Tx) => Promise<LockedCart | null>;
}

/**
 * Puts lines into a cart. Claims and stock are asked for before the transaction, prices come from what
 * sellers have told: two round trips to the database. Offers that are too new to have been told of are
 * asked for once, outside of the transaction, and then it runs again.
 */
export const addToCart =
  (deps: AddLinesDeps) =>
  async (command: AddTo): Promise<Outcome> => {
    const [claims, stock] = await Promise.all([claimsOf(deps, command), stockOf(deps, command)]);
    if (!claims.ok) return claims;
    const wanted = command.lines.map(({ offerId, quantity, dealClaimId }) => ({
      offerId,
      quantity,
      claim: dealClaimId === null ? null : (claims.value.get(dealClaimId) ?? null),
    }));
    const first = await attempt(deps, command, wanted, stock, false);
    if (first.ok || !('offerIds' in first.error)) return first as Outcome;
    const { offerIds } = first.error;
    const heard = await deps.sellers.offers(offerIds);
    await deps.uow.run(async (tx) => deps.offers.record(tx, heard));
    return (await attempt(deps, command, wanted, stock, true)) as Outcome;
  };

const attempt = (
  deps: AddLinesDeps,
  command: AddTo,
  wanted: readonly WantedLine[],
  stock: ReadonlyMap<OfferId, number> | null,
  asked: boolean,
): Promise<Attempt> => {
  const work = async (tx: Tx): Promise<Attempt> => {
    const now = deps.now();
    const ids = [...new Set(wanted.map((line) => line.offerId))];
    const [locked, offers] = await Promise.all([
      command.lockCart(tx),
      ids.length > 0 ? deps.offers.find(tx, ids) : new Map(),
    ]);
    if (locked === null) return err([{ code: 'NO_CART' }]);
    const unheard = ids.filter((id) => !offers.has(id));
    if (unheard.length > 0 && !asked) return err({ code: 'UNHEARD', offerIds: unheard });
    const decision = addLines(locked.cart, wanted, { offers, stock, now, newLineId: () => deps.newId('cln') });
    if (!decision.ok) return decision;
    if (wanted.length > 0) saveCart(tx, deps.carts, locked.cart, decision.value, command.cause, now);
    return ok(locked.cart.id);
  };
  if (command.idempotencyKey === null) return deps.uow.run(work);
  return deps.uow.once<Attempt>(command.idempotencyKey, [command.ownerId, command.lines], work);
};

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
