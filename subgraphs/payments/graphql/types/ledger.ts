import {
  connectionTypes,
  CurrencyCode,
  describedEnum,
  EntityKey,
  GraphQLBigInt,
  GraphQLDateTime,
  MoneyType,
  Node,
} from '@emporium/platform/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

export const LedgerDirection = describedEnum('LedgerDirection', 'The side of an account.', {
  DEBIT: 'The left side: what we have grows on it.',
  CREDIT: 'The right side: what we owe or earned grows on it.',
});
export type LedgerDirection = keyof typeof LedgerDirection;

@ObjectType('LedgerEntry', { implements: Node, description: 'One line of a transaction.' })
export class LedgerEntryType extends Node {
  @Field(() => String, { description: 'The account, such as "gateway_clearing" or "seller_payable:sel_…".' })
  account: string;
  @Field(() => LedgerDirection, { description: 'Its side.' })
  direction: LedgerDirection;
  @Field(() => MoneyType, { description: 'How much; never negative.' })
  amount: MoneyType;
  @Field(() => MoneyType, {
    description:
      'The account’s balance after it, on the side on which the account grows: negative when it is overdrawn.',
  })
  balanceAfter: MoneyType;
  @Field(() => GraphQLDateTime, { description: 'When it was posted.' })
  postedAt: Date;
}

@ObjectType('LedgerTransaction', {
  implements: Node,
  description: 'Double entry: the lines of one transaction sum to zero per currency. Never changed once posted.',
})
export class LedgerTransactionType extends Node {
  @Field(() => GraphQLBigInt, { description: 'Grows with every transaction; gaps are possible.' })
  sequence: bigint;
  @Field(() => String, { description: 'What it is for: "CAPTURE" or "REFUND".' })
  kind: string;
  @Field(() => ID, { description: 'The id of the capture or refund.' })
  reference: string;
  @Field(() => GraphQLDateTime, { description: 'When it was posted.' })
  postedAt: Date;
}

export const { Connection: LedgerTransactionConnection } = connectionTypes(
  'LedgerTransaction',
  () => LedgerTransactionType,
);

@ObjectType('LedgerBalance', { description: 'All accounts of one kind in one currency, on the side where they stand.' })
export class LedgerBalance {
  @Field(() => String, { description: 'The kind of account; "seller_payable" is the sum over all sellers.' })
  account: string;
  @Field(() => CurrencyCode, { description: 'The currency.' })
  currencyCode: CurrencyCode;
  @Field(() => MoneyType, { description: 'The balance, if it is a debit; else zero.' })
  debit: MoneyType;
  @Field(() => MoneyType, { description: 'The balance, if it is a credit; else zero.' })
  credit: MoneyType;
}

@Directive('@key(fields: "id")')
@ObjectType('Seller', { description: 'A business that offers things on the marketplace.' })
export class Seller extends EntityKey {}

@ObjectType('SellerBalance', { description: 'What a seller is owed, from the ledger.' })
export class SellerBalance {
  @Field(() => MoneyType, {
    description: 'Earned with shipped goods, less commission and refunds. Negative when refunds exceed it.',
  })
  available: MoneyType;
  @Field(() => GraphQLDateTime, { description: 'When this was read.' })
  asOf: Date;
}
