import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { UserError } from './user-error.ts';

@Directive('@shareable')
@ObjectType('InsufficientStockError', {
  implements: UserError,
  description: 'Fewer units are free than were asked for.',
})
export class InsufficientStockError extends UserError {
  @Field(() => ID, { description: 'The offer’s id.' })
  offerId: string;

  @Field(() => Int, { description: 'Units that are free.' })
  available: number;

  @Field(() => Int, { description: 'Units that were asked for.' })
  requested: number;
}
