import 'reflect-metadata';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { formatDecimal, type Money } from '../../money/index.ts';
import { CurrencyCode } from './currency-code.ts';
import { GraphQLBigInt, GraphQLDecimal } from './scalars.ts';

@Directive('@shareable')
@ObjectType('Money', { description: 'An exact amount in one currency.' })
export class MoneyType {
  @Field(() => GraphQLDecimal, { description: 'The amount in the currency’s main unit, with all its digits: "12.50".' })
  amount: string;

  @Field(() => CurrencyCode, { description: 'The currency of the amount.' })
  currencyCode: CurrencyCode;

  @Field(() => GraphQLBigInt, { description: 'The same amount in the smallest unit: cents, yen, fils.' })
  minorUnits: bigint;
}

@InputType('MoneyInput', { description: 'An amount sent by a client. More digits than the currency has are refused.' })
export class MoneyInput {
  @Field(() => GraphQLDecimal, { description: 'The amount in the currency’s main unit, such as "12.50".' })
  amount: string;

  @Field(() => CurrencyCode, { description: 'The currency of the amount.' })
  currencyCode: CurrencyCode;
}

@Directive('@shareable')
@ObjectType('MoneyRange', { description: 'The lowest and the highest of several amounts in one currency.' })
export class MoneyRange {
  @Field(() => MoneyType, { description: 'The lowest amount.' })
  min: MoneyType;

  @Field(() => MoneyType, { description: 'The highest amount; equal to the lowest when all agree.' })
  max: MoneyType;
}

export const toMoney = (money: Money): MoneyType => ({
  amount: formatDecimal(money),
  currencyCode: money.currency,
  minorUnits: money.minorUnits,
});

export const toMoneyRange = (min: Money, max: Money): MoneyRange => ({ min: toMoney(min), max: toMoney(max) });
