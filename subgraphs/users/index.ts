import { readConfig, variables } from '@emporium/platform/config';
import { postgresRateLimiter } from '@emporium/platform/kv';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { SEND_RESET_TASK } from './app/request-password-reset.ts';
import { createUsers } from './app/users.ts';
import { createLimiter } from './data/limiter.ts';
import { mailbox, mailboxMailer } from './data/mailbox.ts';
import { migrations } from './data/migrations/index.ts';
import { argon2Hasher } from './data/password-hasher.ts';
import { pruneOutdated } from './data/prune.ts';
import { postgresReads } from './data/reads.ts';
import { createSecrets, deriveKey } from './data/secrets.ts';
import { postgresSigningKeys } from './data/signing-keys.ts';
import { postgresStores } from './data/stores.ts';
import { createTokenSigner } from './data/token-signer.ts';
import { handlers } from './events/handlers.ts';
import { createContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { jwksRoute } from './http/jwks.ts';
import { mailboxRoutes } from './http/mailbox.ts';
import { seed } from './seed.ts';

export const definition: SubgraphDefinition = {
  name: 'users',
  migrations,
  seed,

  create({ db, streams, environment, secret, log, now, newId }) {
    const { SIMULATORS: showsMailbox } = readConfig({ SIMULATORS: variables.flag(false) }, environment);
    const keys = postgresSigningKeys({ db, sealingKey: deriveKey(secret, 'signing keys'), now });
    const users = createUsers({
      uow: db.uow,
      ...postgresStores({ db, secret, newId }),
      mailer: mailboxMailer(),
      hasher: argon2Hasher(),
      secrets: createSecrets(secret),
      limiter: createLimiter(postgresRateLimiter({ db, log }), deriveKey(secret, 'rate limits')),
      signer: createTokenSigner({ keys, now }),
      newId,
      now,
    });
    const reads = postgresReads(db);

    return {
      ...createSchema(users, reads, now),
      context: createContext(reads, streams),
      handlers: handlers(users),
      tasks: {
        [SEND_RESET_TASK]: (payload) => users.sendPasswordReset((payload as { email: string }).email),
        'rotate-signing-keys': () => keys.rotate(),
        'prune-outdated': () => pruneOutdated(db, now()),
      },
      cron: [
        { task: 'rotate-signing-keys', cron: '41 3 * * *' },
        { task: 'prune-outdated', cron: '23 4 * * *' },
      ],
      routes(server) {
        jwksRoute(server, keys);
        if (showsMailbox) mailboxRoutes(server, mailbox(db));
      },
    };
  },
};
