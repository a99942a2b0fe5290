export { seededIds } from '../ids/index.ts';
export { silentLog } from '../log/index.ts';
export { seededClock, type SeededClock } from './clock.ts';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
export {
  guestViewer,
  serviceViewer,
  testSubgraph,
  userViewer,
  type Answer,
  type TestSubgraph,
  type TestSubgraphOptions,
} from './test-subgraph.ts';
