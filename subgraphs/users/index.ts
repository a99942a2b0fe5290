import { readConfig, variables } from '@emporium/platform/config';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { SEND_RESET_TASK } from './app/request-password-reset.ts';
import { mailbox } from './data/mailbox.ts';
import { migrations } from './data/migrations/index.ts';
import { pruneOutdated } from './data/prune.ts';
import { usersReads } from './data/reads.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { jwksRoute } from './http/jwks.ts';
import { mailboxRoutes } from './http/mailbox.ts';
import { seed } from './seed.ts';
import { createUsers } from './users.ts';

export const definition: SubgraphDefinition = {
  name: 'users',
  migrations,
  seed,

  create({ db, streams, environment, secret, log, now, newId }) {
    const { SIMULATORS: showsMailbox } = readConfig({ SIMULATORS: variables.flag(false) }, environment);
    const users = createUsers({ db, secret, newId, now, log });
    const reads = usersReads(db);

    return {
      ...createSchema(users, reads, now),
      context: createContext(reads, streams),
      handlers: handlers(users),
      tasks: {
        [SEND_RESET_TASK]: (payload) => users.sendPasswordReset((payload as { email: string }).email),
        'rotate-signing-keys': () => users.keys.rotate(),
        'prune-outdated': () => pruneOutdated(db, now()),
      },
      cron: [
        { task: 'rotate-signing-keys', cron: '41 3 * * *' },
        { task: 'prune-outdated', cron: '23 4 * * *' },
      ],
      routes(server) {
        jwksRoute(server, users.keys);
        if (showsMailbox) mailboxRoutes(server, mailbox(db));
      },
    };
  },
};
