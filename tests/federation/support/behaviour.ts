import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { engines } from './engines.ts';
import type { BehaviourData } from './subgraph.ts';
import type { HttpAnswer } from './stand-ins.ts';

/** An error as an answer lists it; what is left out is not compared. */
export interface ExpectedError {
  readonly path?: readonly (string | number)[];
  readonly message?: string;
  readonly code?: string;
  /** The subgraph at fault. */
  readonly service?: string;
}

export interface ExpectedAnswer {
  /** Left out when the operation is refused before anything runs. */
  readonly data?: unknown;
  readonly errors?: readonly ExpectedError[];
}

/** A deferred fragment as it comes later, at its place. */
export interface ExpectedPart extends ExpectedAnswer {
  readonly path: readonly (string | number)[];
  readonly label?: string;
}

/** An engine that is known to be wrong here, and how. */
export interface Deviation {
  /** What the specification says instead, with its section. */
  readonly reason: string;
  readonly answer: ExpectedAnswer;
}

/** `<case>.json`, beside the operation in `<case>.graphql`. */
interface CaseFile {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What subgraphs answer in place of their data, by name. */
  readonly faults?: Readonly<Record<string, HttpAnswer>>;
  readonly answer: ExpectedAnswer;
  readonly deviations?: Readonly<Record<string, Deviation>>;
  /** What a client gets that takes the answer in parts, from engines that defer: the first part, then others in any order. */
  readonly inParts?: { readonly first: ExpectedAnswer; readonly later: readonly ExpectedPart[] };
}

export interface Case extends CaseFile {
  readonly name: string;
  readonly query: string;
  /** Where the expected fetches of an engine are, by its place in `engines`. */
  planFile(engine: number): string;
  /** Where the expected fetches are of an answer in parts. */
  readonly partsPlanFile: string;
  /** All such files that there are. */
  planFiles(): string[];
}

export interface Behaviour {
  readonly name: string;
  readonly supergraphSdl: string;
  readonly subgraphs: readonly { readonly name: string; readonly sdl: string }[];
  /** Fresh data of every subgraph. */
  readonly data: () => BehaviourData;
  readonly cases: readonly Case[];
}

const FOLDER = path.resolve(import.meta.dirname, '..');
const NOT_BEHAVIOURS = new Set(['support']);

const DIRECTIVES = [
  '@key',
  '@external',
  '@requires',
  '@provides',
  '@shareable',
  '@override',
  '@inaccessible',
  '@interfaceObject',
];
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(DIRECTIVES)})`;

export const behaviourNames = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_BEHAVIOURS.has(entry.name))
    .map((entry) => entry.name)
    .sort();

/** Reads `<behaviour>/`: `subgraphs/<name>.graphql`, their `data.ts`, and a `.graphql` and `.json` for each case. */
export async function readBehaviour(name: string): Promise<Behaviour> {
  const folder = path.join(FOLDER, name);
  const text = (...file: string[]): string => readFileSync(path.join(folder, ...file), 'utf8');
  const names = (under: string): string[] =>
    readdirSync(path.join(folder, under))
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => path.basename(file, '.graphql'))
      .sort();

  const subgraphs = names('subgraphs').map((subgraph) => ({
    name: subgraph,
    sdl: `${LINK}\n${text('subgraphs', `${subgraph}.graphql`)}`,
  }));
  const composed = composeServices(
    subgraphs.map((subgraph) => ({ name: subgraph.name, url: 'http://unused', typeDefs: parse(subgraph.sdl) })),
  );
  if (composed.errors) throw new AggregateError(composed.errors, composed.errors.join('\n'));
  const { data } = (await import(path.join(folder, 'data.ts'))) as Pick<Behaviour, 'data'>;

  const cases = names('.').map((one): Case => ({
    ...(JSON.parse(text(`${one}.json`)) as CaseFile),
    name: one,
    query: text(`${one}.graphql`),
    planFile: (engine) => path.join(folder, `${one}.plan${engine === 0 ? '' : `.${Object.keys(engines)[engine]}`}.txt`),
    partsPlanFile: path.join(folder, `${one}.parts.txt`),
    planFiles: () =>
      globSync(`${one}.plan*.txt`, { cwd: folder })
        .sort()
        .map((file) => path.join(folder, file)),
  }));
  return { name, supergraphSdl: composed.supergraphSdl, subgraphs, data, cases };
}
