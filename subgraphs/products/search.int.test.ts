import { silentLog, testDatabase, type TestDatabase } from '@emporium/platform/testing';
import { openDatabase, type Database } from '@emporium/platform/db';
import { migrateSubgraph } from '@emporium/platform/subgraph';
import { product as worldProduct } from '@emporium/world/products';
import { afterAll, beforeAll } from 'vitest';
import { postgresSearchIndex } from './data/search-index.postgres.ts';
import { definition } from './index.ts';
import { searchIndexContract } from './testing/search-index.contract.ts';

const PRODUCTS = 600;
let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({
    template: 'products-search',
    prepare: async (url) => {
      await migrateSubgraph(definition, url);
      const seeding = openDatabase({ url, name: 'seed', poolSize: 2, log: silentLog });
      await definition.seed({ db: seeding, products: 600, now: new Date(), progress: () => {} });
      await seeding.close();
    },
  });
  db = openDatabase({ url: database.url, name: 'search', log: silentLog });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

searchIndexContract('PostgreSQL', () => ({
  index: postgresSearchIndex(db),
  products: Array.from({ length: PRODUCTS }, (_, index) => worldProduct(index)),
}));
