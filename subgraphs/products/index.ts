import { readConfig, variables } from '@emporium/platform/config';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { createCatalogue } from './app/catalogue.ts';
import { TELL_MOVED, type TellMoved } from './app/tell-moved.ts';
import { migrations } from './data/migrations/index.ts';
import { postgresReads } from './data/reads.ts';
import { withRememberedFacets } from './data/remembered-facets.ts';
import { postgresSearchIndex } from './data/search-index.postgres.ts';
import { postgresStores } from './data/stores.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { serveMedia } from './media.ts';
import { seed } from './seed/index.ts';

export const definition: SubgraphDefinition = {
  name: 'products',
  migrations,
  seed,

  create({ db, environment, url, now, newId }) {
    const config = readConfig({ PUBLIC_MEDIA_URL: variables.url().default(url) }, environment);
    const reads = postgresReads(db);
    const index = withRememberedFacets(postgresSearchIndex(db));
    const stores = postgresStores();
    const catalogue = createCatalogue({ uow: db.uow, newId, now, ...stores });
    const mediaUrl = (path: string): string => new URL(path, config.PUBLIC_MEDIA_URL).href;
    return {
      ...createSchema({ catalogue, reads, index, mediaUrl }),
      context: createContext(reads, index),
      handlers: handlers(stores.cards),
      tasks: { [TELL_MOVED]: (payload) => catalogue.tellMoved(payload as TellMoved) },
      routes: serveMedia,
    };
  },
};
