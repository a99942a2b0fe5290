import { loadHivePlanner } from './hive-planner.ts';
import type { Planner } from './planner.ts';
import type { ObjectTypesOf } from './type-names.ts';

/** `hive` and `apollo` insist on one; `auto` takes Hive's where its binary loads, else Apollo's. */
export type PlannerChoice = 'auto' | 'hive' | 'apollo';

/** Rejects when the text is no supergraph. */
export async function createPlanner(
  supergraphSdl: string,
  typesOf: ObjectTypesOf,
  choice: PlannerChoice,
): Promise<Planner> {
  const hive = choice === 'apollo' ? null : loadHivePlanner(supergraphSdl, typesOf);
  if (hive !== null) return hive;
  if (choice === 'hive') throw new Error('Hive’s query planner has no binary for this platform. Choose "apollo".');
  const { loadApolloPlanner } = await import('./apollo-planner.ts'); // half a second that most never need
  return loadApolloPlanner(supergraphSdl, typesOf);
}
