import type { CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { GraphQLURL, Image, Internal, LifetimeOfParent, requireInput } from '@emporium/platform/graphql';
import { Arg, Ctx, Directive, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { CatalogueReads } from '../app/ports.ts';
import type { Variant } from '../domain/product.ts';
import type { ProductRef, ProductsContext } from './context.ts';
import { imageOf, type MediaUrl } from './present.ts';
import { ProductType, ProductVariantType } from './types/product.ts';

@Internal()
@ObjectType('VariantSnapshot', { description: 'What a cart, a checkout and a listing keep of a variant.' })
class VariantSnapshotType {
  @Field(() => ID, { description: 'The variant’s id.' })
  variantId: VariantId;
  @Field(() => ID, { description: 'Its product.' })
  productId: ProductId;
  @Field(() => String, { description: 'Stock keeping unit.' })
  sku: string;
  @Field(() => String, { description: 'The product’s title with what this variant is.' })
  title: string;
  @Field(() => String, { description: 'The product’s title.' })
  productTitle: string;
  @Field(() => String, { description: 'The product’s slug.' })
  slug: string;
  @Field(() => GraphQLURL, { nullable: true, description: 'Its picture.' })
  imageUrl: string | null;
  @Field(() => String, { description: 'How it is taxed.' })
  taxClass: string;
  @Field(() => Int, { nullable: true, description: 'Weight with packaging.' })
  weightGrams: number | null;
  @Field(() => ID, { description: 'Its category.' })
  categoryId: CategoryId;
  @Field(() => [ID], { description: 'From the department down.' })
  categoryPath: readonly CategoryId[];
  @Field(() => ID, { nullable: true, description: 'Its brand.' })
  brandId: string | null;
}

const MAX_IDS = 250;

@Resolver(() => ProductVariantType)
export class VariantResolver {
  constructor(
    private readonly reads: CatalogueReads,
    private readonly mediaUrl: MediaUrl,
  ) {}

  @Directive('@tag(name: "public")')
  @Query(() => ProductVariantType, {
    nullable: true,
    description: 'One variant by its id, SKU or GTIN; null when there is none.',
  })
  async productVariant(
    @Ctx() { variants }: ProductsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('sku', () => String, { nullable: true, description: 'Its SKU.' }) sku: string | null,
    @Arg('gtin', () => String, { nullable: true, description: 'Its GTIN.' }) gtin: string | null,
  ): Promise<Variant | null> {
    const given = [id, sku, gtin].filter((value) => value != null).length;
    const asked = requireInput({ id, sku, gtin }, (p) => ({
      id: p.optional.id('var', 'id'),
      sku: p.optional.text('sku', { max: 60 }),
      gtin: p.optional.text('gtin', { max: 14 }),
      one: p.check(given === 1, 'id', 'Give an id, a SKU or a GTIN, one of them.'),
    }));
    if (asked.id !== null) return variants.load(asked.id);
    if (asked.sku !== null) return (await this.reads.variantsBySku([asked.sku]))[0] ?? null;
    return this.reads.variantByGtin(asked.gtin!);
  }

  @FieldResolver(() => ProductType, { description: 'The product it is a variant of.' })
  product(@Root() variant: Variant): ProductRef {
    return { id: variant.productId };
  }

  @LifetimeOfParent()
  @FieldResolver(() => Image, { nullable: true, description: 'Its picture.' })
  image(@Root() variant: Variant): Image | null {
    return imageOf(this.mediaUrl, variant.imagePath);
  }

  @Internal()
  @Query(() => [VariantSnapshotType], {
    nullable: true,
    description: 'What others keep of variants; unknown ids are left out.',
  })
  async variantSnapshots(
    @Arg('ids', () => [ID], { description: 'At most 250 variants.' }) ids: string[],
  ): Promise<VariantSnapshotType[]> {
    const asked = requireInput({ ids }, (p) => ({ ids: p.ids('var', 'ids', { max: MAX_IDS }) }));
    const snapshots = await this.reads.snapshots(asked.ids);
    return snapshots.map(({ imagePath, ...snapshot }) => ({
      ...snapshot,
      imageUrl: imagePath === null ? null : this.mediaUrl(imagePath),
    }));
  }
}
