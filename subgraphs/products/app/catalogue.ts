import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { CardStore } from './cards.ts';
import { createCategory, moveCategory } from './categories.ts';
import type { CatalogueStore } from './ports.ts';
import { createProduct, setProductStatus, updateProduct } from './products.ts';
import { tellMoved } from './tell-moved.ts';

export interface CatalogueStores {
  readonly catalogue: CatalogueStore;
  readonly cards: CardStore;
}

interface CatalogueDeps extends Pick<CatalogueStores, 'catalogue'> {
  readonly uow: UnitOfWork;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** All use-cases, by name. */
export const createCatalogue = (deps: CatalogueDeps) => ({
  createProduct: createProduct(deps),
  updateProduct: updateProduct(deps),
  setProductStatus: setProductStatus(deps),
  createCategory: createCategory(deps),
  moveCategory: moveCategory(deps),
  tellMoved: tellMoved(deps),
});

export type Catalogue = ReturnType<typeof createCatalogue>;
