import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { createReviewing } from './app/reviewing.ts';
import { migrations } from './data/migrations/index.ts';
import { postgresReads } from './data/reads.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { seed } from './seed/index.ts';

export const definition: SubgraphDefinition = {
  name: 'reviews',
  migrations,
  seed,

  create({ db, streams, now, newId }) {
    const reviewing = createReviewing({ uow: db.uow, newId, now, ...postgresStores() });
    const reads = postgresReads(db);
    return {
      ...createSchema(reviewing, reads, now),
      context: createContext(reads, streams),
      handlers: handlers(reviewing),
    };
  },
};
