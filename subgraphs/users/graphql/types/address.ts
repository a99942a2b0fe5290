import { MutationPayload, Node, PostalAddress } from '@emporium/platform/graphql';
import { Field, ObjectType } from 'type-graphql';

@ObjectType('UserAddress', { implements: Node, description: 'An entry of an account’s address book.' })
export class UserAddress extends Node {
  @Field(() => String, { nullable: true, description: 'What its owner calls it: Home, Work.' })
  label: string | null;
  @Field(() => PostalAddress, { description: 'The address, as carriers want it.' })
  address: PostalAddress;
  @Field(() => Boolean, { description: 'Proposed first at the checkout.' })
  isDefault: boolean;
  @Field(() => Boolean, { description: 'Its form was checked by the rules of its country.' })
  validated: boolean;
}

@ObjectType('UserAddressPayload', { description: 'The entry, or why it was refused and what would be accepted.' })
export class UserAddressPayload extends MutationPayload {
  @Field(() => UserAddress, { nullable: true, description: 'The entry.' })
  address?: UserAddress | null;
  @Field(() => [PostalAddress], { description: 'Addresses close to the refused one that would be accepted.' })
  suggestions: readonly PostalAddress[];
}
