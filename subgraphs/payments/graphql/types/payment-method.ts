import { EntityKey, GraphQLDateTime, MutationPayload, Node } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { PaymentMethodKind } from './payment.ts';

@ObjectType('SavedPaymentMethod', {
  implements: Node,
  description: 'A way to pay that its owner kept. The card itself is known to the gateway alone.',
})
export class SavedPaymentMethod extends Node {
  @Field(() => PaymentMethodKind, { description: 'The kind of method.' })
  kind: PaymentMethodKind;
  @Field(() => String, { nullable: true, description: 'The card’s brand, such as "Visa".' })
  brand: string | null;
  @Field(() => String, { nullable: true, description: 'The last four digits, for people to recognise it.' })
  last4: string | null;
  @Field(() => Int, { nullable: true, description: 'The month after which it expires, 1 to 12.' })
  expMonth: number | null;
  @Field(() => Int, { nullable: true, description: 'The year in which it expires, with four digits.' })
  expYear: number | null;
  @Field(() => Boolean, { description: 'The one that a checkout proposes.' })
  isDefault: boolean;
  @Field(() => GraphQLDateTime, { description: 'When it was kept.' })
  createdAt: Date;
}

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'An account: seen by its owner, by support and by administrators.' })
export class User extends EntityKey {}

@ObjectType('PaymentMethodPayload', { description: 'The method, or why nothing was done.' })
export class PaymentMethodPayload extends MutationPayload {
  @Field(() => SavedPaymentMethod, { nullable: true, description: 'The method.' })
  paymentMethod?: SavedPaymentMethod | null;
}
