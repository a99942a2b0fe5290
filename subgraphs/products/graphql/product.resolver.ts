import type { BrandId, CategoryId, ProductId } from '@emporium/contracts/ids';
import { page, sliceOf } from '@emporium/platform/cursor';
import {
  type Connection,
  GraphQLDateTime,
  type PageArgs,
  pageArgs,
  Paginated,
  requireInput,
} from '@emporium/platform/graphql';
import { hasScopes, type Viewer } from '@emporium/platform/identity';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Brand, CatalogueReads } from '../app/ports.ts';
import type { Category, Product, Variant } from '../domain/product.ts';
import type { ProductRef, ProductsContext } from './context.ts';
import { imageOf, toCard, type MediaUrl } from './present.ts';
import {
  BrandType,
  CategoryType,
  ComplianceFlag,
  ProductAttribute,
  ProductCard,
  ProductMedia,
  ProductOption,
  ProductStatusEnum,
  ProductType,
  ProductVariantConnection,
  ProductVariantType,
  SelectedOptionInput,
} from './types/product.ts';

const Page50 = pageArgs(50);

/** Shoppers see what is listed; whoever keeps the catalogue sees everything. */
export const maySee = (viewer: Viewer, product: Product): boolean =>
  product.status === 'ACTIVE' || hasScopes(viewer, [['admin:catalog'], ['seller:catalog'], ['internal']]);

@Resolver(() => ProductType)
export class ProductResolver {
  constructor(
    private readonly reads: CatalogueReads,
    private readonly mediaUrl: MediaUrl,
  ) {}

  @Directive('@tag(name: "public")')
  @Query(() => ProductType, {
    nullable: true,
    description: 'One product by its id or its slug; null when there is none.',
  })
  async product(
    @Ctx() { products, viewer }: ProductsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Its slug.' }) slug: string | null,
  ): Promise<ProductRef | null> {
    const asked = requireInput({ id, slug }, (p) => ({
      id: p.optional.id('prod', 'id'),
      slug: p.optional.text('slug', { max: 120 }),
      one: p.check((id == null) !== (slug == null), 'id', 'Give either an id or a slug.'),
    }));
    const product = asked.id === null ? await this.reads.productBySlug(asked.slug!) : await products.load(asked.id);
    if (product === null || !maySee(viewer, product)) return null;
    products.prime(product.id, product);
    return product;
  }

  @FieldResolver(() => String, { description: 'Its name in addresses; unique.' })
  async slug(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<string> {
    return ref.hit?.slug ?? (await whole(ref, context)).slug;
  }

  @FieldResolver(() => String, { description: 'Its title.' })
  async title(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<string> {
    return ref.hit?.title ?? (await whole(ref, context)).title;
  }

  @FieldResolver(() => ProductCard, { nullable: true, description: 'What a grid shows; null while it is not listed.' })
  async card(@Root() ref: ProductRef, @Ctx() { cards }: ProductsContext): Promise<ProductCard | null> {
    const hit = ref.hit ?? (await cards.load(ref.id));
    return hit && toCard(hit, this.mediaUrl);
  }

  @FieldResolver(() => String, { description: 'Its description: paragraphs, lists and emphasis.' })
  async descriptionHtml(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<string> {
    return (await whole(ref, context)).descriptionHtml;
  }

  @FieldResolver(() => BrandType, { nullable: true, description: 'Who makes it.' })
  async brand(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<Brand | null> {
    const { brandId } = await whole(ref, context);
    return brandId === null ? null : context.brands.load(brandId satisfies BrandId);
  }

  @FieldResolver(() => CategoryType, { description: 'Where it belongs.' })
  async category(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<Category | null> {
    return context.categories.load((await whole(ref, context)).categoryId);
  }

  @FieldResolver(() => [CategoryType], { description: 'From the department down to its category.' })
  async breadcrumbs(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<(Category | null)[]> {
    const category = await context.categories.load((await whole(ref, context)).categoryId);
    return Promise.all((category?.pathIds ?? []).map((id: CategoryId) => context.categories.load(id)));
  }

  @FieldResolver(() => [ProductMedia], { description: 'Its pictures, in their order.' })
  async media(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<ProductMedia[]> {
    const { media } = await whole(ref, context);
    return media.map((item) => ({
      kind: 'IMAGE',
      image: imageOf(this.mediaUrl, item.path, item),
      position: item.position,
    }));
  }

  @FieldResolver(() => [ProductAttribute], { description: 'Its properties.' })
  async attributes(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<readonly ProductAttribute[]> {
    return (await whole(ref, context)).attributes;
  }

  @FieldResolver(() => [ProductOption], { description: 'The choices among its variants.' })
  async options(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<readonly ProductOption[]> {
    return (await whole(ref, context)).options;
  }

  @Paginated()
  @FieldResolver(() => ProductVariantConnection, { description: 'Its variants.' })
  async variants(
    @Root() ref: ProductRef,
    @Args(() => Page50) args: PageArgs,
    @Ctx() { variantsOf }: ProductsContext,
  ): Promise<Connection<Variant>> {
    return sliceOf(await variantsOf.load(ref.id), page(args));
  }

  @FieldResolver(() => ProductVariantType, { nullable: true, description: 'The variant to show first.' })
  async defaultVariant(@Root() ref: ProductRef, @Ctx() { variantsOf }: ProductsContext): Promise<Variant | null> {
    return (await variantsOf.load(ref.id))[0] ?? null;
  }

  @FieldResolver(() => ProductVariantType, {
    nullable: true,
    description: 'The variant with exactly these choices; null when there is none.',
  })
  async variantBySelection(
    @Root() ref: ProductRef,
    @Arg('options', () => [SelectedOptionInput], { description: 'What was chosen.' }) options: SelectedOptionInput[],
    @Ctx() { variantsOf }: ProductsContext,
  ): Promise<Variant | null> {
    const isChosen = (variant: Variant): boolean =>
      variant.selectedOptions.length === options.length &&
      variant.selectedOptions.every(({ name, value }) => options.some((o) => o.name === name && o.value === value));
    return (await variantsOf.load(ref.id)).find(isChosen) ?? null;
  }

  @FieldResolver(() => ProductStatusEnum, { description: 'Where the listing stands.' })
  async status(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<Product['status']> {
    return (await whole(ref, context)).status;
  }

  @FieldResolver(() => [ComplianceFlag], { description: 'Rules that selling it is under.' })
  async complianceFlags(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<readonly string[]> {
    return (await whole(ref, context)).complianceFlags;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Estimated carbon dioxide of making it, in grams.' })
  async carbonFootprintGrams(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<number | null> {
    return (await whole(ref, context)).carbonFootprintGrams;
  }

  @FieldResolver(() => Int, { description: 'Counts the changes; pass it back when editing.' })
  async version(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<number> {
    return (await whole(ref, context)).version;
  }

  @FieldResolver(() => GraphQLDateTime, { description: 'When it was listed.' })
  async createdAt(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<Date> {
    return (await whole(ref, context)).createdAt;
  }

  @FieldResolver(() => GraphQLDateTime, { description: 'When it last changed.' })
  async updatedAt(@Root() ref: ProductRef, @Ctx() context: ProductsContext): Promise<Date> {
    return (await whole(ref, context)).updatedAt;
  }
}

async function whole({ id }: { readonly id: ProductId }, { products }: ProductsContext): Promise<Product> {
  const product = await products.load(id);
  if (product === null) throw new Error(`product ${id} is gone`);
  return product;
}
