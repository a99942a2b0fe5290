import 'reflect-metadata';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { GraphQLCountryCode } from './scalars.ts';

const DESCRIPTIONS = {
  recipient: 'Who receives the parcel or letter.',
  line1: 'Street and number.',
  line2: 'Flat, floor, company; whatever does not fit the first line.',
  city: 'City or town.',
  region: 'State, province or prefecture, where the country uses one.',
  postalCode: 'Postal code, where the country uses one.',
  country: 'Country.',
  phone: 'A number the carrier may call.',
};

@Directive('@shareable')
@ObjectType('PostalAddress', { description: 'A postal address.' })
export class PostalAddress {
  @Field(() => String, { description: DESCRIPTIONS.recipient })
  recipient: string;

  @Field(() => String, { description: DESCRIPTIONS.line1 })
  line1: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.line2 })
  line2: string | null;

  @Field(() => String, { description: DESCRIPTIONS.city })
  city: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.region })
  region: string | null;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.postalCode })
  postalCode: string | null;

  @Field(() => GraphQLCountryCode, { description: DESCRIPTIONS.country })
  country: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.phone })
  phone: string | null;
}

@InputType('PostalAddressInput', { description: 'A postal address sent by a client.' })
export class PostalAddressInput {
  @Field(() => String, { description: DESCRIPTIONS.recipient })
  recipient: string;

  @Field(() => String, { description: DESCRIPTIONS.line1 })
  line1: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.line2 })
  line2?: string | null;

  @Field(() => String, { description: DESCRIPTIONS.city })
  city: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.region })
  region?: string | null;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.postalCode })
  postalCode?: string | null;

  @Field(() => GraphQLCountryCode, { description: DESCRIPTIONS.country })
  country: string;

  @Field(() => String, { nullable: true, description: DESCRIPTIONS.phone })
  phone?: string | null;
}
