import { startTestServer } from '@emporium/platform/testing/server';
import type { TestProject } from 'vitest/node';

/** One PostgreSQL for all test files of the run; `testDatabase` gives each file a database there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('testServer', { adminUrl: server.adminUrl, rolePassword: server.rolePassword });
  project.onTestsRerun(() => server.reset());
  return () => server.stop();
}
