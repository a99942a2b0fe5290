import type { CategoryId, ProductId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { enqueueJob } from '@emporium/platform/jobs';
import type { CatalogueStore } from './ports.ts';
import { publishProduct } from './publish-product.ts';

export const TELL_MOVED = 'tell-moved';

export interface TellMoved {
  readonly categoryId: CategoryId;
  /** The last product that was told of; null: none yet. */
  readonly after: ProductId | null;
}

/** Under one key, so that a further move of the category begins from the start instead of a second time. */
export const tellMovedLater = (tx: Tx, job: TellMoved): void =>
  enqueueJob(tx, TELL_MOVED, job, { key: `${TELL_MOVED}:${job.categoryId}` });

const PAGE = 200;

/**
 * A category was moved: tells of every product in it and below, since others keep their paths (sellers
 * read commissions from them). A page is told in one transaction, which queues the next one.
 */
export const tellMoved =
  ({
    uow,
    catalogue,
    page = PAGE,
  }: {
    readonly uow: UnitOfWork;
    readonly catalogue: CatalogueStore;
    readonly page?: number;
  }) =>
  ({ categoryId, after }: TellMoved): Promise<void> =>
    uow.run(async (tx) => {
      const products = await catalogue.lockProductsBelow(tx, categoryId, after, page);
      const [variants, categories] = await Promise.all([
        catalogue.variantsOf(
          tx,
          products.map(({ id }) => id),
        ),
        catalogue.readCategories(tx, [...new Set(products.map((product) => product.categoryId))]),
      ]);
      const variantsOf = Map.groupBy(variants, ({ productId }) => productId);
      const categoryOf = new Map(categories.map((category) => [category.id, category]));
      catalogue.countUpVersions(
        tx,
        products.map(({ id }) => id),
      );
      for (const product of products) {
        const told = { ...product, version: product.version + 1 };
        publishProduct(tx, told, variantsOf.get(product.id) ?? [], categoryOf.get(product.categoryId)!);
      }
      const last = products.at(page - 1);
      if (last !== undefined) tellMovedLater(tx, { categoryId, after: last.id });
    });
