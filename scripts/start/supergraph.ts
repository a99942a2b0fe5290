import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';

const SCHEMA = new URL('../../schema/', import.meta.url);

/**
 * The file with the supergraph of the code as it is: the committed one, unless somebody is changing
 * the code, in which case it is composed anew.
 */
export async function supergraphFile(sdls: Readonly<Record<SubgraphName, string>>, dataDir: string): Promise<string> {
  const committed = await Promise.all(
    SUBGRAPHS.map(
      async (name) => (await readFile(new URL(`${name}.graphql`, SCHEMA), 'utf8').catch(() => '')) === sdls[name],
    ),
  );
  if (committed.every(Boolean)) return new URL('supergraph.graphql', SCHEMA).pathname;
  const { compose } = await import('../compose.ts');
  const file = path.join(dataDir, 'supergraph.graphql');
  await writeFile(file, compose(sdls).supergraph);
  return file;
}
