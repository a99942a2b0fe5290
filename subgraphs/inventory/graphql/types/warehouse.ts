import { describedEnum, Node, PostalAddress } from '@emporium/platform/graphql';
import { Directive, Field, ObjectType } from 'type-graphql';

export const WarehouseKind = describedEnum('WarehouseKind', 'What a building is for.', {
  FULFILMENT_CENTER: 'Stores and ships for the platform and its sellers.',
  SELLER_OWNED: 'Run by a seller.',
  STORE: 'A shop that also ships.',
  SORT_CENTER: 'Sorts parcels, stores nothing.',
});

@Directive('@key(fields: "id")')
@ObjectType('Warehouse', { implements: Node, description: 'A building that stock lies in and parcels leave from.' })
export class Warehouse extends Node {
  @Field(() => String, { description: 'Short code, as on labels.' })
  code: string;

  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Field(() => String, { description: 'Region of operation, such as `us-east`.' })
  region: string;

  @Field(() => PostalAddress, { description: 'Where it stands.' })
  address: PostalAddress;

  @Field(() => WarehouseKind, { description: 'What it is for.' })
  kind: keyof typeof WarehouseKind;

  @Field(() => String, { description: 'Orders before this local time (`HH:MM`) leave the same working day.' })
  cutoffLocalTime: string;

  @Field(() => Boolean, { description: 'Whether it takes new orders.' })
  active: boolean;
}
