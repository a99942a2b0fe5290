import type { DealClaimId, DealId } from '@emporium/contracts/ids';
import { GraphQLBigInt, requireFound, requireInput, toMoney } from '@emporium/platform/graphql';
import { fromWire } from '@emporium/platform/money';
import type { StreamEvent } from '@emporium/platform/streams';
import { Arg, Directive, ID, Resolver, Root, Subscription } from 'type-graphql';
import { claimSubject, type ClaimPayload } from '../app/claim-stream.ts';
import { tickOf, TICKS_SUBJECT, type Tick } from '../app/publish-deals.ts';
import { claimStatus, type DealClaim } from '../domain/deal-claim.ts';
import { dealStatus, type Deal } from '../domain/deal.ts';
import type { PromotionsContext } from './context.ts';
import { DealClaimEvent } from './types/deal-claim.ts';
import { DealTickEvent } from './types/deal.ts';

const MAX_WATCHED_DEALS = 50;

@Resolver()
export class LiveResolver {
  constructor(private readonly now: () => Date) {}

  @Directive('@tag(name: "public")')
  @Subscription(() => DealTickEvent, {
    description: 'Deals as they start, are claimed, sell out, reopen and end: at most one tick a second for each.',
    subscribe: ({ args, context }) => watchTicks(args as TickArguments, context as PromotionsContext),
  })
  dealTicks(
    @Root() { sequence, payload }: StreamEvent<Tick>,
    @Arg('dealIds', () => [ID], { description: 'At most 50 deals.' }) _dealIds: string[],
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the present state of each deal comes first.',
    })
    _after: bigint | null,
  ): DealTickEvent {
    return { ...payload, sequence, serverTime: this.now(), dealPrice: toMoney(fromWire(payload.dealPrice)) };
  }

  @Directive('@authenticated')
  @Subscription(() => DealClaimEvent, {
    description: 'Says when a claim of the viewer’s is redeemed, released or runs out.',
    subscribe: ({ args, context }) => watchClaim(args as ClaimArguments, context as PromotionsContext),
  })
  dealClaimUpdated(
    @Root() { sequence, payload }: StreamEvent<ClaimPayload>,
    @Arg('claimId', () => ID, { description: 'The claim’s id.' }) claimId: string,
    @Arg('after', () => GraphQLBigInt, {
      nullable: true,
      description: 'The last sequence seen. Without it the present state comes first.',
    })
    _after: bigint | null,
  ): DealClaimEvent {
    return { ...payload, sequence, claimId };
  }
}

interface TickArguments {
  readonly dealIds: string[];
  readonly after: bigint | null | undefined;
}

function watchTicks(
  { dealIds, after }: TickArguments,
  { streams, deals, now }: PromotionsContext,
): Promise<AsyncIterableIterator<StreamEvent<Tick>>> {
  const ids: readonly DealId[] = requireInput({ dealIds }, (p) => p.ids('deal', 'dealIds', { max: MAX_WATCHED_DEALS }));
  const watched = new Set(ids);
  return streams.subscribe<Tick>({
    subject: TICKS_SUBJECT,
    after,
    snapshot: async () => {
      const sequence = await streams.head(TICKS_SUBJECT);
      const known = (await deals.loadMany([...watched])) as readonly (Deal | null)[];
      return known
        .filter((deal) => deal !== null)
        .map((deal) => ({ sequence, payload: tickOf(deal, dealStatus(deal, now())), occurredAt: now() }));
    },
    filter: (tick) => watched.has(tick.dealId),
  });
}

interface ClaimArguments {
  readonly claimId: string;
  readonly after: bigint | null | undefined;
}

async function watchClaim(
  { claimId, after }: ClaimArguments,
  { streams, claims, now }: PromotionsContext,
): Promise<AsyncIterableIterator<StreamEvent<ClaimPayload>>> {
  const id: DealClaimId = requireInput({ claimId }, (p) => p.id('clm', 'claimId'));
  requireFound(await claims.load(id), 'claim', 'claimId');
  return streams.subscribe<ClaimPayload>({
    subject: claimSubject(id),
    after,
    snapshot: async () => {
      const sequence = await streams.head(claimSubject(id));
      const claim = (await claims.clear(id).load(id)) as DealClaim; // again: it may have changed before the head
      const payload = { status: claimStatus(claim, now()), expiresAt: claim.expiresAt.toISOString() };
      return [{ sequence, payload, occurredAt: now() }];
    },
  });
}
