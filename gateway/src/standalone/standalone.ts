import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '@emporium/platform/config';
import { parse } from 'graphql';
import { subgraphsOf, type NamedSubgraph } from '../supergraph/subgraphs-of.ts';
import { readSettings } from './read-settings.ts';
import type { Settings } from './settings.ts';

/** What the command line says; it goes before the configuration file. */
export interface StandaloneFlags {
  readonly supergraph: string | null;
  readonly config: string | null;
  readonly port: number | null;
}

/** A gateway of its own, ready to be made. */
export interface Standalone {
  readonly settings: Settings;
  readonly supergraphFile: string;
  /** Paths in the configuration are relative to it: where the configuration file is. */
  readonly folder: string;
  /** Where each subgraph answers now; the supergraph may say otherwise when it changes. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

/**
 * Reads the configuration and looks the supergraph over.
 *
 * @throws ConfigError that says what to change
 */
export async function readStandalone(flags: StandaloneFlags): Promise<Standalone> {
  const settings =
    flags.config === null
      ? readSettings('', 'the configuration')
      : readSettings(await read(flags.config), flags.config);
  const folder = path.dirname(flags.config ?? '.');
  const { supergraph } = settings;
  const supergraphFile = flags.supergraph ?? (supergraph === undefined ? null : path.resolve(folder, supergraph));
  if (supergraphFile === null) {
    throw new ConfigError('Which supergraph? Give --supergraph FILE, or "supergraph: FILE" in the configuration.');
  }
  return {
    settings: flags.port === null ? settings : { ...settings, port: flags.port },
    supergraphFile,
    folder,
    subgraphs: locate(await subgraphsIn(supergraphFile), settings, supergraphFile),
  };
}

async function subgraphsIn(file: string): Promise<readonly NamedSubgraph[]> {
  const sdl = await read(file);
  try {
    return subgraphsOf(parse(sdl, { noLocation: true }));
  } catch (error) {
    throw new ConfigError(`${file} cannot be served. ${(error as Error).message}`);
  }
}

function locate(
  subgraphs: readonly NamedSubgraph[],
  { subgraphs: configured, errors }: Settings,
  file: string,
): { name: string; url: string }[] {
  const names = subgraphs.map(({ name }) => name);
  const mentioned = [
    ...Object.keys(configured).map((name) => ({ name, key: `subgraphs.${name}` })),
    ...errors.passFrom.filter((name) => name !== '*').map((name) => ({ name, key: `${name} in errors.passFrom` })),
  ];
  const unknown = mentioned.find(({ name }) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(`${unknown.key} is not in ${file}; its subgraphs are ${names.join(', ')}.`);
  }
  return subgraphs.map(({ name, url: written }) => {
    const url = configured[name]?.url ?? written;
    if (url !== null && URL.canParse(url) && /^https?:/.test(url)) return { name, url };
    const found = url === null ? 'no URL' : `a URL that cannot be used, ${JSON.stringify(url)},`;
    throw new ConfigError(
      `${file} has ${found} for the subgraph ${name}. Set subgraphs.${name}.url in the configuration.`,
    );
  });
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(
      `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    );
  });
}
