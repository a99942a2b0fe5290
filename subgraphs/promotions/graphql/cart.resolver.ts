import type { OwnerId } from '@emporium/contracts/ids';
import { idempotencyKey, Internal, mutate, requireInput, toMoney, type InputReader } from '@emporium/platform/graphql';
import { isId } from '@emporium/platform/ids';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Promotions } from '../app/promotions.ts';
import type { PromotionsReads } from '../app/reads.ts';
import type { CartLine } from '../domain/cart.ts';
import { claimStatus } from '../domain/deal-claim.ts';
import { normalizeCode } from '../domain/promotion.ts';
import type { PromotionsContext } from './context.ts';
import { redeemError } from './errors.ts';
import {
  CartDealClaim,
  CartPricingInput,
  CartPricingType,
  PromotionsRedeemInput,
  PromotionsRedeemPayload,
  PromotionsRestoreInput,
} from './types/cart-pricing.ts';

const MAX_LINES = 250;
const MAX_COUPONS = 20;
const MAX_UNITS = 10_000;
const MAX_CATEGORIES = 10;

/** What carts and checkouts ask, and orders do. */
@Resolver()
export class CartResolver {
  constructor(
    private readonly promotions: Promotions,
    private readonly reads: PromotionsReads,
    private readonly now: () => Date,
  ) {}

  @Internal()
  @Query(() => CartPricingType, { nullable: true, description: 'What deals and promotions make of a cart, now.' })
  async cartPricing(
    @Arg('input', () => CartPricingInput, { description: 'The cart.' }) input: CartPricingInput,
  ): Promise<CartPricingType> {
    const cart = requireInput(input, readCart);
    const pricing = await this.promotions.priceCart(cart);
    return {
      ...pricing,
      lines: pricing.lines.map(({ lineId, unitPrice }) => ({ lineId, unitPrice: toMoney(unitPrice) })),
      discounts: pricing.discounts.map(({ lineId, promotion: { id, code, name }, amount }) => ({
        lineId,
        code,
        source: code ?? id,
        title: name,
        amount: toMoney(amount),
      })),
      problems: pricing.problems.map((problem) => ({
        ...problem,
        minimumSpend: problem.minimumSpend && toMoney(problem.minimumSpend),
      })),
    };
  }

  @Internal()
  @Query(() => CartDealClaim, { nullable: true, description: 'The owner’s claim; null when it is somebody else’s.' })
  async dealClaimForCart(
    @Arg('claimId', () => ID, { description: 'The claim’s id.' }) claimId: string,
    @Arg('ownerId', () => ID, { description: 'The account’s or guest’s id.' }) ownerId: string,
  ): Promise<CartDealClaim | null> {
    const asked = requireInput({ claimId, ownerId }, (p) => ({
      claimId: p.id('clm', 'claimId'),
      ownerId: readOwner(p),
    }));
    const [claimed] = await this.reads.claimedDeals([asked.claimId], asked.ownerId);
    if (claimed === undefined) return null;
    const { claim, offerId, dealPrice } = claimed;
    return {
      claimId: claim.id,
      dealId: claim.dealId,
      offerId,
      quantity: claim.quantity,
      status: claimStatus(claim, this.now()),
      dealPrice: toMoney(dealPrice),
      expiresAt: claim.expiresAt,
    };
  }

  @Internal()
  @Mutation(() => PromotionsRedeemPayload, {
    nullable: true,
    description: 'An order uses its coupons and claims: all or none. What it has already is not used again.',
  })
  promotionsRedeem(
    @Arg('input', () => PromotionsRedeemInput, { description: 'What it uses.' }) input: PromotionsRedeemInput,
    @Ctx() { viewer }: PromotionsContext,
  ): Promise<PromotionsRedeemPayload> {
    return mutate<PromotionsRedeemPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('promotionsRedeem', viewer, p.key()),
        orderId: p.id('ord', 'orderId'),
        ownerId: readOwner(p),
        couponCodes: readCodes(p),
        dealClaimIds: p.ids('clm', 'dealClaimIds', { min: 0, max: MAX_LINES }),
      }));
      const result = await this.promotions.redeem(command);
      return { userErrors: result.ok ? [] : result.error.map(redeemError) };
    });
  }

  @Internal()
  @Mutation(() => PromotionsRedeemPayload, {
    nullable: true,
    description: 'An order came to nothing: gives back what it used. Fine when it used nothing.',
  })
  promotionsRestore(
    @Arg('input', () => PromotionsRestoreInput, { description: 'Which order.' }) input: PromotionsRestoreInput,
    @Ctx() { viewer }: PromotionsContext,
  ): Promise<PromotionsRedeemPayload> {
    return mutate<PromotionsRedeemPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('promotionsRestore', viewer, p.key()),
        orderId: p.id('ord', 'orderId'),
      }));
      await this.promotions.restore(command);
      return {};
    });
  }
}

function readCart(p: InputReader) {
  const cart = {
    ownerId: readOwner(p),
    couponCodes: readCodes(p),
    lines: p.list('lines', { min: 0, max: MAX_LINES, uniqueBy: (line: CartLine) => line.lineId }, (line) => ({
      lineId: line.text('lineId', { max: 64 }),
      offerId: line.id('ofr', 'offerId'),
      categoryPath: line.ids('cat', 'categoryPath', { min: 0, max: MAX_CATEGORIES }),
      quantity: line.int('quantity', { min: 1, max: MAX_UNITS }),
      unitPrice: line.money('unitPrice', { allowZero: true }),
      dealClaimId: line.optional.id('clm', 'dealClaimId'),
    })),
    shipping: p.optional.money('shipping', { allowZero: true }),
  };
  const prices = [...cart.lines.map((line) => line.unitPrice), ...(cart.shipping === null ? [] : [cart.shipping])];
  p.check(new Set(prices.map((price) => price.currency)).size <= 1, 'lines', 'Price all lines in one currency.');
  return cart;
}

const readCodes = (p: InputReader): string[] => [
  ...new Set(p.texts('couponCodes', { min: 0, max: MAX_COUPONS, each: { max: 64 } }).map(normalizeCode)),
];

function readOwner(p: InputReader): OwnerId {
  const owner = p.text('ownerId', { max: 64 });
  p.check(isId('usr', owner) || isId('gst', owner), 'ownerId', 'Give the id of an account or a guest.');
  return owner as OwnerId;
}
