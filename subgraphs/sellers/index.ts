import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { createSellers } from './app/sellers.ts';
import { migrations } from './data/migrations/index.ts';
import { postgresReads } from './data/reads.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { seed } from './seed.ts';

export const definition: SubgraphDefinition = {
  name: 'sellers',
  migrations,
  seed,

  create({ db, streams, now, newId }) {
    const sellers = createSellers({ uow: db.uow, newId, ...postgresStores() });
    const reads = postgresReads(db);
    return {
      ...createSchema(sellers, reads, now),
      context: createContext(reads, streams),
      handlers: handlers(sellers),
    };
  },
};
