import 'reflect-metadata';
import { graphql, GraphQLObjectType } from 'graphql';
import { Arg, buildSchema, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';

@ObjectType()
class Shelf {
  @Field(() => ID)
  id!: string;

  @Field(() => [Book])
  books!: Book[];
}

@ObjectType()
class Book {
  /** A field declaration must not define a property, or it would hide what a prototype provides. */
  @Field(() => String)
  title!: string;

  @Field(() => Shelf, { nullable: true })
  shelf?: Shelf;
}

@Resolver(() => Shelf)
class ShelfResolver {
  @Query(() => Shelf)
  shelf(@Arg('id', () => ID) id: string): Shelf {
    return { id, books: [{ title: 'On decorators' }] };
  }
}

describe('type-graphql under the test runner', () => {
  it('builds and answers a schema of classes that name each other', async () => {
    const schema = await buildSchema({ resolvers: [ShelfResolver] });
    const result = await graphql({ schema, source: '{ shelf(id: "s1") { id books { title shelf { id } } } }' });
    expect(result).toEqual({ data: { shelf: { id: 's1', books: [{ title: 'On decorators', shelf: null }] } } });
  });

  it('shares one copy of graphql with its dependencies', async () => {
    const schema = await buildSchema({ resolvers: [ShelfResolver] });
    expect(schema.getType('Shelf')).toBeInstanceOf(GraphQLObjectType);
  });

  it('declares fields without defining them', () => {
    expect(Object.keys(new Book())).toEqual([]);
  });
});
