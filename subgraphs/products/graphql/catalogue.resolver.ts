import {
  idempotencyKey,
  inputError,
  mutate,
  notFoundError,
  requireInput,
  staleVersionError,
  type UserError,
} from '@emporium/platform/graphql';
import sanitizeHtml from 'sanitize-html';
import { Arg, Ctx, Directive, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { CategoryProblem } from '../app/categories.ts';
import type { Catalogue } from '../app/catalogue.ts';
import type { CatalogueReads } from '../app/ports.ts';
import type { ProductProblem } from '../app/products.ts';
import type { ProductsContext } from './context.ts';
import { CategoryPayload, ProductCreateInput, ProductPayload, ProductUpdateInput } from './types/product.ts';

const KEEPERS = '@requiresScopes(scopes: [["seller:catalog"], ["admin:catalog"]])';
const ADMINS = '@requiresScopes(scopes: [["admin:catalog"]])';
const TITLE = { min: 5, max: 200 };
const TAX_CLASS = {
  max: 20,
  pattern: /^(standard|books|food|clothing|electronics|medicine)$/,
  hint: 'Use standard, books, food, clothing, electronics or medicine.',
};
const SKU = {
  min: 3,
  max: 40,
  pattern: /^[A-Z0-9][A-Z0-9._-]*$/i,
  hint: 'Use letters, digits, dots, hyphens and underscores.',
};

@Resolver()
export class CatalogueResolver {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly reads: CatalogueReads,
  ) {}

  @Directive(KEEPERS)
  @Mutation(() => ProductPayload, { nullable: true, description: 'Starts a listing, as a draft.' })
  productCreate(
    @Arg('input', () => ProductCreateInput, { description: 'The listing.' }) input: ProductCreateInput,
    @Ctx() { viewer }: ProductsContext,
  ): Promise<ProductPayload> {
    return mutate<ProductPayload>(async () => {
      const command = requireInput(input, (p) => ({
        idempotencyKey: idempotencyKey('productCreate', viewer, p.key()),
        title: p.text('title', TITLE),
        descriptionHtml: clean(p.text('descriptionHtml', { max: 20_000, multiline: true })),
        categoryId: p.id('cat', 'categoryId'),
        brandId: p.optional.id('brd', 'brandId'),
        attributes: p.optional.list('attributes', { min: 0, max: 50 }, readAttribute) ?? [],
        options:
          p.optional.list('options', { min: 0, max: 5 }, (option) => ({
            name: option.text('name', { max: 40 }),
            values: option.texts('values', { max: 50, each: { max: 60 } }),
          })) ?? [],
        variants: p.list('variants', { max: 50, uniqueBy: (variant: { sku: string }) => variant.sku }, (variant) => ({
          sku: variant.text('sku', SKU),
          gtin: variant.optional.text('gtin', { min: 8, max: 14, pattern: /^\d+$/, hint: 'Use 8 to 14 digits.' }),
          selectedOptions: variant.list('options', { min: 0, max: 5 }, (option) => ({
            name: option.text('name', { max: 40 }),
            value: option.text('value', { max: 60 }),
          })),
          weightGrams: variant.optional.int('weightGrams', { min: 1, max: 10_000_000 }),
          taxClass: variant.text('taxClass', TAX_CLASS),
        })),
      }));
      return this.productAnswer(await this.catalogue.createProduct(command));
    });
  }

  @Directive(KEEPERS)
  @Mutation(() => ProductPayload, {
    nullable: true,
    description: 'Changes a listing; `version` is the one that was read.',
  })
  productUpdate(
    @Arg('id', () => ID, { description: 'The product’s id.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read.' }) version: number,
    @Arg('input', () => ProductUpdateInput, { description: 'What to change.' }) input: ProductUpdateInput,
  ): Promise<ProductPayload> {
    return mutate<ProductPayload>(async () => {
      const command = requireInput({ ...input, id, version }, (p) => ({
        id: p.id('prod', 'id'),
        version: p.int('version', { min: 1, max: 2 ** 31 - 1 }),
        title: p.optional.text('title', TITLE),
        descriptionHtml: cleanOrNull(p.optional.text('descriptionHtml', { max: 20_000, multiline: true })),
        categoryId: p.optional.id('cat', 'categoryId'),
        brandId: p.optional.id('brd', 'brandId'),
        attributes: p.optional.list('attributes', { min: 0, max: 50 }, readAttribute),
        status: input.status ?? null,
      }));
      return this.productAnswer(await this.catalogue.updateProduct(command));
    });
  }

  @Directive(ADMINS)
  @Mutation(() => ProductPayload, { nullable: true, description: 'Puts a product on the shelves.' })
  productPublish(@Arg('id', () => ID, { description: 'The product’s id.' }) id: string): Promise<ProductPayload> {
    return this.setStatus(id, 'ACTIVE');
  }

  @Directive(ADMINS)
  @Mutation(() => ProductPayload, { nullable: true, description: 'Takes a product off the shelves for good.' })
  productArchive(@Arg('id', () => ID, { description: 'The product’s id.' }) id: string): Promise<ProductPayload> {
    return this.setStatus(id, 'ARCHIVED');
  }

  @Directive(ADMINS)
  @Mutation(() => CategoryPayload, { nullable: true, description: 'Adds a category to the tree.' })
  categoryCreate(
    @Arg('name', () => String, { description: 'Its name.' }) name: string,
    @Arg('parentId', () => ID, { nullable: true, description: 'Below which one; nothing for a department.' })
    parentId: string | null,
  ): Promise<CategoryPayload> {
    return mutate<CategoryPayload>(async () => {
      const command = requireInput({ name, parentId }, (p) => ({
        name: p.text('name', { min: 2, max: 60 }),
        parentId: p.optional.id('cat', 'parentId'),
      }));
      return this.categoryAnswer(await this.catalogue.createCategory(command));
    });
  }

  @Directive(ADMINS)
  @Mutation(() => CategoryPayload, {
    nullable: true,
    description: 'Hangs a category, with all below it, somewhere else.',
  })
  categoryMove(
    @Arg('id', () => ID, { description: 'The category’s id.' }) id: string,
    @Arg('parentId', () => ID, { nullable: true, description: 'Below which one; nothing makes it a department.' })
    parentId: string | null,
  ): Promise<CategoryPayload> {
    return mutate<CategoryPayload>(async () => {
      const command = requireInput({ id, parentId }, (p) => ({
        id: p.id('cat', 'id'),
        parentId: p.optional.id('cat', 'parentId'),
      }));
      return this.categoryAnswer(await this.catalogue.moveCategory(command));
    });
  }

  private setStatus(id: string, status: 'ACTIVE' | 'ARCHIVED'): Promise<ProductPayload> {
    return mutate<ProductPayload>(async () => {
      const command = requireInput({ id }, (p) => ({ id: p.id('prod', 'id') }));
      return this.productAnswer(await this.catalogue.setProductStatus(command.id, status));
    });
  }

  private async productAnswer(result: Awaited<ReturnType<Catalogue['createProduct']>>): Promise<ProductPayload> {
    if (!result.ok) return { userErrors: [productError(result.error)] };
    return { product: (await this.reads.products([result.value]))[0] ?? null, userErrors: [] };
  }

  private async categoryAnswer(result: Awaited<ReturnType<Catalogue['createCategory']>>): Promise<CategoryPayload> {
    if (!result.ok) return { userErrors: [categoryError(result.error)] };
    const withAncestors = await this.reads.categories([result.value]);
    return { category: withAncestors.find(({ id }) => id === result.value) ?? null, userErrors: [] };
  }
}

const readAttribute = (attribute: { text(field: string, options: { max: number }): string }) => ({
  key: attribute.text('key', { max: 60 }),
  value: attribute.text('value', { max: 200 }),
});

/** Paragraphs, lists and emphasis; everything else, scripts above all, goes. */
const clean = (html: string): string =>
  sanitizeHtml(html, { allowedTags: ['p', 'br', 'ul', 'ol', 'li', 'b', 'strong', 'i', 'em'], allowedAttributes: {} });
const cleanOrNull = (html: string | null): string | null => (html === null ? null : clean(html));

function productError(problem: ProductProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError({ id: 'product', categoryId: 'category', brandId: 'brand' }[problem.field], [problem.field]);
    case 'SKU_TAKEN':
      return inputError('SKU_TAKEN', `The SKU ${problem.sku} belongs to another variant. Choose another one.`, [
        'variants',
        String(problem.index),
        'sku',
      ]);
    case 'ATTRIBUTE_INVALID':
      return inputError('ATTRIBUTE_INVALID', problem.message, ['attributes', String(problem.index)]);
    case 'STALE_VERSION':
      return staleVersionError(problem.currentVersion);
    case 'ILLEGAL_TRANSITION':
      return inputError('ILLEGAL_TRANSITION', `A product that is ${problem.from} cannot become ${problem.to}.`, [
        'status',
      ]);
  }
}

function categoryError(problem: CategoryProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('category', [problem.field]);
    case 'CATEGORY_CYCLE':
      return inputError('CATEGORY_CYCLE', 'A category cannot lie below itself. Choose another parent.', ['parentId']);
    case 'TOO_DEEP':
      return inputError('INVALID', 'The tree has at most six levels. Choose a parent further up.', ['parentId']);
    case 'SLUG_TAKEN':
      return inputError('SLUG_TAKEN', 'There is a category of this name. Choose another name.', ['name']);
  }
}
