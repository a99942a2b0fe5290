import type { SellerId } from '@emporium/contracts/ids';
import { connectionOf, encodeCursor, page } from '@emporium/platform/cursor';
import {
  type Connection,
  CurrencyCode,
  GraphQLDateTime,
  type PageArgs,
  pageArgs,
  Paginated,
  requireInput,
  toMoney,
} from '@emporium/platform/graphql';
import { hasScopes, sellersOf } from '@emporium/platform/identity';
import { money } from '@emporium/platform/money';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { LedgerReads, LedgerTransaction } from '../app/reads.ts';
import type { PaymentsContext } from './context.ts';
import { presentBalance, presentEntry } from './present.ts';
import {
  LedgerBalance,
  LedgerEntryType,
  LedgerTransactionConnection,
  LedgerTransactionType,
  Seller,
  SellerBalance,
} from './types/ledger.ts';

const Page50 = pageArgs(50);

const ACCOUNT = /^[a-z_]+(:[\w]+)?$/;

@Resolver(() => LedgerTransactionType)
export class LedgerResolver {
  constructor(private readonly reads: LedgerReads) {}

  @Paginated()
  @Directive('@requiresScopes(scopes: [["finance:ledger"]])')
  @Query(() => LedgerTransactionConnection, {
    nullable: true,
    description: 'What was posted to an account, the latest first.',
  })
  async ledger(
    @Arg('account', () => String, { description: 'Such as "gateway_clearing" or "seller_payable:sel_…".' })
    account: string,
    @Args(() => Page50) args: PageArgs,
  ): Promise<Connection<LedgerTransaction>> {
    const asked = requireInput({ account }, (p) => ({ account: p.text('account', { max: 100, pattern: ACCOUNT }) }));
    const limits = page(args);
    const rows = await this.reads.transactions(asked.account, limits);
    return connectionOf(rows, limits, ({ sequence }) => encodeCursor([sequence.toString()]));
  }

  @FieldResolver(() => [LedgerEntryType], { description: 'Its lines; they sum to zero.' })
  async entries(
    @Root() { sequence }: LedgerTransactionType,
    @Ctx() { ledgerEntries }: PaymentsContext,
  ): Promise<LedgerEntryType[]> {
    return (await ledgerEntries.load(sequence.toString())).map(presentEntry);
  }

  @Directive('@cost(weight: 10)')
  @Directive('@requiresScopes(scopes: [["finance:ledger"]])')
  @Query(() => [LedgerBalance], {
    nullable: true,
    description: 'All accounts by kind and currency. In each currency the debits equal the credits.',
  })
  async trialBalance(
    @Arg('asOf', () => GraphQLDateTime, { nullable: true, description: 'As it was then; now, when left out.' })
    asOf: Date | null,
  ): Promise<LedgerBalance[]> {
    return (await this.reads.balances(asOf ?? null)).map(presentBalance);
  }
}

@Resolver(() => Seller)
export class SellerResolver {
  constructor(private readonly now: () => Date) {}

  @Directive('@requiresScopes(scopes: [["seller:finance"], ["finance:ledger"]])')
  @FieldResolver(() => SellerBalance, {
    nullable: true,
    description: 'What the seller is owed; null for a seller that the viewer does not work for.',
  })
  async balance(
    @Root() seller: Seller,
    @Arg('currency', () => CurrencyCode, { defaultValue: 'USD', description: 'In which currency.' })
    currency: CurrencyCode,
    @Ctx() { viewer, sellerBalances }: PaymentsContext,
  ): Promise<SellerBalance | null> {
    const id = seller.id as SellerId;
    if (!hasScopes(viewer, [['finance:ledger']]) && !sellersOf(viewer).includes(id)) return null;
    const balances = await sellerBalances.load(id);
    const owed = balances.find((balance) => balance.currency === currency)?.owedMinor ?? 0n;
    return { available: toMoney(money(owed, currency)), asOf: this.now() };
  }
}
