import type { CategoryId } from '@emporium/contracts/ids';
import { requireInput } from '@emporium/platform/graphql';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Brand, CatalogueReads } from '../app/ports.ts';
import type { Category } from '../domain/product.ts';
import type { ProductsContext } from './context.ts';
import { BrandType, CategoryType } from './types/product.ts';

@Resolver(() => CategoryType)
export class CategoryResolver {
  constructor(private readonly reads: CatalogueReads) {}

  @Directive('@tag(name: "public")')
  @Query(() => CategoryType, {
    nullable: true,
    description: 'One category by its id or its slug; null when there is none.',
  })
  async category(
    @Ctx() { categories }: ProductsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Its slug.' }) slug: string | null,
  ): Promise<Category | null> {
    const asked = readOne('cat', id, slug);
    return asked.id === null ? this.reads.categoryBySlug(asked.slug!) : categories.load(asked.id);
  }

  @Directive('@tag(name: "public")')
  @Query(() => [CategoryType], {
    nullable: true,
    description: 'The children of a category, or the departments; some dozens at most.',
  })
  categories(
    @Arg('parentId', () => ID, { nullable: true, description: 'Whose children; nothing for the departments.' })
    parentId: string | null,
  ): Promise<readonly Category[]> {
    const asked = requireInput({ parentId }, (p) => ({ parentId: p.optional.id('cat', 'parentId') }));
    return this.reads.childrenOf([asked.parentId]);
  }

  @FieldResolver(() => CategoryType, { nullable: true, description: 'The category above it.' })
  async parent(@Root() category: Category, @Ctx() { categories }: ProductsContext): Promise<Category | null> {
    return category.parentId === null ? null : categories.load(category.parentId);
  }

  @FieldResolver(() => [CategoryType], { description: 'The categories right below it; some dozens at most.' })
  children(@Root() category: Category, @Ctx() { childrenOf }: ProductsContext): Promise<readonly Category[]> {
    return childrenOf.load(category.id);
  }

  @FieldResolver(() => [CategoryType], { description: 'From the department down to itself.' })
  path(@Root() category: Category, @Ctx() { categories }: ProductsContext): Promise<(Category | null)[]> {
    return Promise.all(category.pathIds.map((id: CategoryId) => categories.load(id)));
  }

  @Directive('@cost(weight: 2)')
  @FieldResolver(() => Int, { description: 'How many products are listed here and below.' })
  async productCount(@Root() category: Category, @Ctx() { productCounts }: ProductsContext): Promise<number> {
    return (await productCounts.load(category.id))?.count ?? 0;
  }

  @FieldResolver(() => [String], { description: 'Keys of the attributes that lists here can be narrowed down by.' })
  facetTemplate(@Root() category: Category): string[] {
    return category.attributes.filter((attribute) => attribute.facetable).map((attribute) => attribute.key);
  }

  @Directive('@tag(name: "public")')
  @Query(() => BrandType, { nullable: true, description: 'One brand by its id or its slug; null when there is none.' })
  async brand(
    @Ctx() { brands }: ProductsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Its slug.' }) slug: string | null,
  ): Promise<Brand | null> {
    const asked = readOne('brd', id, slug);
    return asked.id === null ? this.reads.brandBySlug(asked.slug!) : brands.load(asked.id);
  }
}

const readOne = <Prefix extends 'cat' | 'brd'>(prefix: Prefix, id: string | null, slug: string | null) =>
  requireInput({ id, slug }, (p) => ({
    id: p.optional.id(prefix, 'id'),
    slug: p.optional.text('slug', { max: 120 }),
    one: p.check((id == null) !== (slug == null), 'id', 'Give either an id or a slug.'),
  }));
