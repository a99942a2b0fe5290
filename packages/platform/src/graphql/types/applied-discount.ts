import 'reflect-metadata';
import { Directive, Field, ObjectType } from 'type-graphql';
import { MoneyType } from './money.ts';

@Directive('@shareable')
@ObjectType('AppliedDiscount', { description: 'A reduction that was granted, and why.' })
export class AppliedDiscount {
  @Field(() => String, { description: 'What granted it: a coupon code, a promotion or a deal.' })
  source: string;

  @Field(() => String, { description: 'What to call it on a receipt.' })
  title: string;

  @Field(() => MoneyType, { description: 'How much it takes off; never negative.' })
  amount: MoneyType;
}
