import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';

const SCHEMA = new URL('../../schema/', import.meta.url);

/** What the gateway serves, as it is told in its environment. */
export interface SupergraphFiles {
  readonly SUPERGRAPH_FILE: string;
  readonly PARTNER_SUPERGRAPH_FILE: string;
}

/**
 * The files with the supergraph and the partners' contract of the code as it is: the committed ones, unless somebody is
 * changing the code, in which case they are composed anew.
 */
export async function supergraphFiles(
  sdls: Readonly<Record<SubgraphName, string>>,
  dataDir: string,
): Promise<SupergraphFiles> {
  const committed = await Promise.all(
    SUBGRAPHS.map(
      async (name) => (await readFile(new URL(`${name}.graphql`, SCHEMA), 'utf8').catch(() => '')) === sdls[name],
    ),
  );
  if (committed.every(Boolean)) {
    return {
      SUPERGRAPH_FILE: new URL('supergraph.graphql', SCHEMA).pathname,
      PARTNER_SUPERGRAPH_FILE: new URL('partner/supergraph.graphql', SCHEMA).pathname,
    };
  }
  const [{ compose }, { contractOf }] = await Promise.all([import('../compose.ts'), import('../contract.ts')]);
  const files: SupergraphFiles = {
    SUPERGRAPH_FILE: path.join(dataDir, 'supergraph.graphql'),
    PARTNER_SUPERGRAPH_FILE: path.join(dataDir, 'partner-supergraph.graphql'),
  };
  await Promise.all([
    writeFile(files.SUPERGRAPH_FILE, compose(sdls).supergraph),
    writeFile(files.PARTNER_SUPERGRAPH_FILE, compose(contractOf(sdls, 'public')).supergraph),
  ]);
  return files;
}
