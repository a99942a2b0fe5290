import type { CatalogueStores } from '../app/catalogue.ts';
import { postgresCardStore } from './card-store.ts';
import { postgresCatalogueStore } from './catalogue-store.ts';

export const postgresStores = (): CatalogueStores => ({
  catalogue: postgresCatalogueStore(),
  cards: postgresCardStore(),
});
