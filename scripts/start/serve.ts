import type { Log } from '@emporium/platform/log';
import { emitSchemas } from './emit.ts';
import type { Databases, Environment } from './environment.ts';
import { startInOneProcess, type Marketplace } from './one-process.ts';
import type { StartOptions } from './options.ts';
import { prepareDatabases } from './prepare.ts';
import { startInProcesses } from './processes.ts';
import type { Progress } from './progress.ts';
import { supergraphFiles } from './supergraph.ts';

export interface ServeOptions extends Pick<StartOptions, 'processes' | 'products' | 'dataDir' | 'ports'> {
  readonly databases: Databases;
  /** Of the servers, with everything but the supergraph. */
  readonly environment: Environment;
  readonly progress: Progress;
  readonly logOf: (name: string) => Log;
}

/** From databases that answer to servers that do. */
export async function serve(options: ServeOptions): Promise<Marketplace> {
  const { databases, environment, dataDir, ports, progress, logOf } = options;
  await prepareDatabases(databases, options);
  if (!options.processes) {
    return progress.step('Nine subgraphs and the gateway', () => startInOneProcess(environment, dataDir, logOf));
  }
  const files = await supergraphFiles(emitSchemas(), dataDir);
  return progress.step('Ten processes', () => startInProcesses({ ...environment, ...files }, ports));
}
