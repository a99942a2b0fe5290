import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { createCategory, moveCategory } from './categories.ts';
import type { CatalogueStore } from './ports.ts';
import { createProduct, setProductStatus, updateProduct } from './products.ts';
import { tellMoved } from './tell-moved.ts';

/** All use-cases, by name. */
export const createCatalogue = (deps: { uow: UnitOfWork; store: CatalogueStore; newId: NewId; now: () => Date }) => ({
  createProduct: createProduct(deps),
  updateProduct: updateProduct(deps),
  setProductStatus: setProductStatus(deps),
  createCategory: createCategory(deps),
  moveCategory: moveCategory(deps),
  tellMoved: tellMoved(deps),
});

export type Catalogue = ReturnType<typeof createCatalogue>;
