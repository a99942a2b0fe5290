import type { CartLineId, DealClaimId, GuestId, OfferId, OwnerId } from '@emporium/contracts/ids';
import type { SubgraphName } from '@emporium/contracts/topology';
import { ServiceUnavailable, type ServiceClient } from '@emporium/platform/client';
import type { OfferFacts } from '../domain/cart.ts';

export interface FakeClaim {
  readonly ownerId: OwnerId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly dealCents: number;
  readonly expiresAt: Date;
}

interface PricedLine {
  readonly lineId: CartLineId;
  readonly quantity: number;
  readonly unitPrice: { readonly amount: string };
}

const usd = (cents: number) => ({ minorUnits: String(cents), currencyCode: 'USD' });

/**
 * The other subgraphs in memory, as their clients hear them: operations are answered by name. `TEN` takes ten
 * per cent off from 50.00 on; every other coupon is unknown. What is in `down` does not answer.
 */
export function fakeShop() {
  const down = new Set<SubgraphName>();
  const stock = new Map<OfferId, number>();
  const offers = new Map<OfferId, OfferFacts>();
  const claims = new Map<DealClaimId, FakeClaim>();
  const guests = new Map<string, GuestId>();
  const calls: string[] = [];

  const answers: Record<string, (variables: never) => unknown> = {
    OfferStock: ({ offerIds }: { offerIds: OfferId[] }) => ({
      offerStock: offerIds.map((offerId) => ({ offerId, available: stock.get(offerId) ?? 1_000 })),
    }),
    OffersForCommerce: ({ ids }: { ids: OfferId[] }) => ({
      offersForCommerce: ids.flatMap((id) => {
        const offer = offers.get(id);
        return offer === undefined ? [] : [{ ...offer, price: usd(Number(offer.price.minorUnits)) }];
      }),
    }),
    GuestFromToken: ({ token }: { token: string }) => ({ guestFromToken: guests.get(token) ?? null }),
    DealClaimForCart: ({ claimId, ownerId }: { claimId: DealClaimId; ownerId: OwnerId }) => {
      const claim = claims.get(claimId);
      if (claim?.ownerId !== ownerId) return { dealClaimForCart: null };
      const { offerId, quantity, dealCents, expiresAt } = claim;
      return {
        dealClaimForCart: {
          claimId,
          offerId,
          quantity,
          status: 'HELD',
          dealPrice: usd(dealCents),
          expiresAt: expiresAt.toISOString(),
        },
      };
    },
    CartPricing: ({ input }: { input: { couponCodes: string[]; lines: PricedLine[] } }) => ({
      cartPricing: priced(input.couponCodes, input.lines),
    }),
  };

  const client = (name: SubgraphName): ServiceClient => ({
    call: async (document, variables) => {
      const operation = /(?:query|mutation) (\w+)/.exec(String(document))![1]!;
      calls.push(operation);
      if (down.has(name)) throw new ServiceUnavailable(name, 'the test says so');
      return answers[operation]!(variables as never) as never;
    },
    close: async () => {},
  });

  return { services: client, down, stock, offers, claims, guests, calls };
}

function priced(couponCodes: readonly string[], lines: readonly PricedLine[]) {
  const cents = lines.map((line) => Math.round(Number(line.unitPrice.amount) * 100) * line.quantity);
  const subtotal = cents.reduce((sum, line) => sum + line, 0);
  const problem = (couponCode: string, code: string, message: string, minimumSpend: object | null = null) => ({
    couponCode,
    dealClaimId: null,
    code,
    message,
    minimumSpend,
  });
  return {
    discounts: couponCodes.includes('TEN')
      ? lines.flatMap(({ lineId }, index) =>
          subtotal < 5_000 ? [] : [{ lineId, source: 'TEN', title: 'Ten off', amount: usd(cents[index]! / 10) }],
        )
      : [],
    problems: couponCodes.flatMap((code) => {
      if (code !== 'TEN') return [problem(code, 'COUPON_INVALID', 'There is no such coupon.')];
      return subtotal < 5_000
        ? [problem(code, 'COUPON_NOT_APPLICABLE', 'Spend 50.00 for this coupon.', usd(5_000))]
        : [];
    }),
  };
}
