import { defineConfig, type Plugin } from 'vitest/config';

/** Workspace packages are tested from their source; the other two are what Vitest has for Node. */
const conditions = ['source', 'node', 'development|production'];

/** For every environment, since the one in which Vitest runs global setups takes no part in `ssr.resolve`. */
const workspaceSource: Plugin = {
  name: 'emporium:workspace-source',
  configEnvironment: () => ({ resolve: { conditions } }),
};

const excluded = ['**/node_modules/**', '**/dist/**', '**/.emporium/**'];

export default defineConfig({
  plugins: [workspaceSource],
  resolve: {
    // Vite would take the ES modules of graphql and Node the CommonJS ones: two copies, and "another realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  // Also given to the Node processes that run the tests.
  ssr: { resolve: { conditions } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['tests/setup/patience.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...excluded, '**/*.int.test.ts', '**/*.e2e.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          include: ['**/*.int.test.ts'],
          exclude: excluded,
          globalSetup: ['tests/setup/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude: excluded,
          globalSetup: ['tests/setup/marketplace.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
