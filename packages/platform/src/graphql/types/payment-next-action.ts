import 'reflect-metadata';
import { Directive, Field, ObjectType } from 'type-graphql';
import { describedEnum } from './described-enum.ts';
import { GraphQLDateTime, GraphQLURL } from './scalars.ts';

export const NextActionKind = describedEnum(
  'NextActionKind',
  'What a buyer may have to do before a payment goes through. The list grows.',
  {
    THREE_DS_CHALLENGE: 'Prove at the bank’s page that it is you (3-D Secure).',
    BANK_TRANSFER_INSTRUCTIONS: 'Send the money as the page says.',
  },
);
export type NextActionKind = keyof typeof NextActionKind;

@Directive('@shareable')
@ObjectType('PaymentNextAction', { description: 'What the buyer has to do before a payment goes through.' })
export class PaymentNextAction {
  @Field(() => NextActionKind, { description: 'What to do.' })
  kind: NextActionKind;

  @Field(() => GraphQLURL, { nullable: true, description: 'Where to send the buyer.' })
  redirectUrl: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the payment provider’s own client needs, where it is used.',
  })
  clientSecret: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it is too late: from then on the payment counts as refused.' })
  expiresAt: Date;
}
