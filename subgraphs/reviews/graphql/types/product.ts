import { GraphQLDateTime, GraphQLDecimal } from '@emporium/platform/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('Product', { description: 'Something that is sold.' })
export class Product {
  @Field(() => ID, { description: 'The product’s id.' })
  id: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('ProductVariant', { description: 'A product in one size, colour or the like.' })
export class ProductVariant {
  @Field(() => ID, { description: 'The variant’s id.' })
  id: string;
}

@Directive('@key(fields: "id")')
@ObjectType('OrderLine', { description: 'What somebody bought: so many of one offer.' })
export class OrderLine {
  @Field(() => ID, { description: 'The order line’s id.' })
  id: string;
}

@ObjectType('RatingBucket', { description: 'How many gave so many stars.' })
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
