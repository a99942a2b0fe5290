import type { BrandId, CategoryId, ProductId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import {
  canBecome,
  decideAttributes,
  slugOf,
  type AttributeProblem,
  type Category,
  type Option,
  type Product,
  type ProductStatus,
  type Variant,
} from '../domain/product.ts';
import type { CatalogueStore } from './ports.ts';
import { publishProduct } from './publish-product.ts';

export interface CreateProduct {
  readonly idempotencyKey: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly categoryId: CategoryId;
  readonly brandId: BrandId | null;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly {
    readonly sku: string;
    readonly gtin: string | null;
    readonly selectedOptions: readonly Option[];
    readonly weightGrams: number | null;
    readonly taxClass: string;
  }[];
}

/** Null leaves a value as it is. */
export interface UpdateProduct {
  readonly id: ProductId;
  readonly version: number;
  readonly title: string | null;
  readonly descriptionHtml: string | null;
  readonly categoryId: CategoryId | null;
  readonly brandId: BrandId | null;
  readonly attributes: readonly { readonly key: string; readonly value: string }[] | null;
  readonly status: ProductStatus | null;
}

export type ProductProblem =
  | AttributeProblem
  | { readonly code: 'NOT_FOUND'; readonly field: 'id' | 'categoryId' | 'brandId' }
  | { readonly code: 'SKU_TAKEN'; readonly sku: string; readonly index: number }
  | { readonly code: 'STALE_VERSION'; readonly currentVersion: number }
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly from: ProductStatus; readonly to: ProductStatus };

interface Deps {
  readonly uow: UnitOfWork;
  readonly catalogue: CatalogueStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

const notFound = (field: 'id' | 'categoryId' | 'brandId') => err({ code: 'NOT_FOUND' as const, field });

/** A new listing, as a draft. Its slug follows from the title and is made unique with a number. */
export const createProduct =
  ({ uow, catalogue, newId, now }: Deps) =>
  (command: CreateProduct): Promise<Result<ProductId, ProductProblem>> =>
    uow.once(command.idempotencyKey, command, async (tx) => {
      const slug = slugOf(command.title);
      const skus = command.variants.map((variant) => variant.sku);
      const [category, knownBrand, slugs, taken] = await Promise.all([
        catalogue.readCategory(tx, command.categoryId),
        command.brandId === null || catalogue.brandExists(tx, command.brandId),
        catalogue.takenSlugs(tx, slug),
        catalogue.skusTaken(tx, skus),
      ]);
      if (category === null) return notFound('categoryId');
      if (!knownBrand) return notFound('brandId');
      const [clash] = taken;
      if (clash !== undefined) return err({ code: 'SKU_TAKEN' as const, sku: clash, index: skus.indexOf(clash) });
      const attributes = decideAttributes(category.attributes, command.attributes);
      if (!attributes.ok) return attributes;

      const id = newId('prod');
      const product: Product = {
        id,
        slug: freeSlug(slug, slugs),
        title: command.title,
        descriptionHtml: command.descriptionHtml,
        brandId: command.brandId,
        categoryId: command.categoryId,
        status: 'DRAFT',
        attributes: attributes.value,
        options: command.options,
        media: [],
        complianceFlags: [],
        carbonFootprintGrams: null,
        version: 1,
        createdAt: now(),
        updatedAt: now(),
      };
      const variants = command.variants.map((variant, position): Variant => ({
        ...variant,
        id: newId('var'),
        productId: id,
        position,
        title: [command.title, ...variant.selectedOptions.map((option) => option.value)].join(', '),
        dimensionsMm: null,
        imagePath: null,
      }));
      catalogue.insertProduct(tx, product, variants);
      catalogue.refreshCard(tx, id);
      publishProduct(tx, product, variants, category);
      return ok(id);
    });

/** Changes what is given and leaves the rest; `version` is the one the editor saw. */
export const updateProduct =
  ({ uow, catalogue, now }: Deps) =>
  (command: UpdateProduct): Promise<Result<ProductId, ProductProblem>> =>
    uow.run(async (tx) => {
      const [product, variants] = await Promise.all([
        catalogue.lockProduct(tx, command.id),
        catalogue.variantsOf(tx, [command.id]),
      ]);
      if (product === null) return notFound('id');
      if (product.version !== command.version) {
        return err({ code: 'STALE_VERSION' as const, currentVersion: product.version });
      }
      const to = command.status ?? product.status;
      if (!canBecome(product.status, to)) return err({ code: 'ILLEGAL_TRANSITION' as const, from: product.status, to });
      const category = await catalogue.readCategory(tx, command.categoryId ?? product.categoryId);
      if (category === null) return notFound('categoryId');
      if (command.brandId !== null && !(await catalogue.brandExists(tx, command.brandId))) return notFound('brandId');
      const attributes = decideAttributes(category.attributes, command.attributes ?? product.attributes);
      if (!attributes.ok) return attributes;

      const changed: Product = {
        ...product,
        title: command.title ?? product.title,
        descriptionHtml: command.descriptionHtml ?? product.descriptionHtml,
        categoryId: category.id,
        brandId: command.brandId ?? product.brandId,
        attributes: attributes.value,
        status: to,
        version: product.version + 1,
        updatedAt: now(),
      };
      save(tx, catalogue, changed, variants, category);
      return ok(product.id);
    });

/** Publishes or archives, whatever the version: nothing a person wrote can be lost by it. */
export const setProductStatus =
  ({ uow, catalogue, now }: Deps) =>
  (id: ProductId, to: ProductStatus): Promise<Result<ProductId, ProductProblem>> =>
    uow.run(async (tx) => {
      const [product, variants] = await Promise.all([catalogue.lockProduct(tx, id), catalogue.variantsOf(tx, [id])]);
      if (product === null) return notFound('id');
      if (!canBecome(product.status, to)) return err({ code: 'ILLEGAL_TRANSITION' as const, from: product.status, to });
      if (product.status !== to) {
        const category = (await catalogue.readCategory(tx, product.categoryId))!;
        const changed = { ...product, status: to, version: product.version + 1, updatedAt: now() };
        save(tx, catalogue, changed, variants, category);
      }
      return ok(id);
    });

function save(
  tx: Tx,
  catalogue: CatalogueStore,
  product: Product,
  variants: readonly Variant[],
  category: Category,
): void {
  catalogue.updateProduct(tx, product);
  catalogue.refreshCard(tx, product.id);
  publishProduct(tx, product, variants, category);
}

function freeSlug(slug: string, taken: readonly string[]): string {
  if (!taken.includes(slug)) return slug;
  let number = 2;
  while (taken.includes(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
