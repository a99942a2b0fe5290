import { EntityKey, GraphQLDateTime, GraphQLDecimal } from '@emporium/platform/graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('Product', { description: 'Something that is sold, in one or several variants.' })
export class Product extends EntityKey {}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'One size, colour or configuration of a product.' })
export class ProductVariant extends EntityKey {}

@Directive('@key(fields: "id")')
@ObjectType('OrderLine', { description: 'Units of one offer, all in one parcel.' })
export class OrderLine extends EntityKey {}

@ObjectType('RatingBucket', { description: 'How many reviews give this many stars.' })
export class RatingBucket {
  @Field(() => Int, { description: 'Stars, 1 to 5.' })
  stars: number;
  @Field(() => Int, { description: 'Reviews that give them.' })
  count: number;
}

@ObjectType('RatingSummary', { description: 'What the published reviews of a product add up to.' })
export class RatingSummary {
  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'The mean of the stars to hundredths, such as "4.37"; null without reviews.',
  })
  average: string | null;
  @Field(() => Int, { description: 'Published reviews.' })
  count: number;
  @Field(() => [RatingBucket], { description: 'Five buckets, five stars first.' })
  histogram: RatingBucket[];
  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  asOf: Date;
}
