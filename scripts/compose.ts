import { composeServices } from '@apollo/composition';
import { defaultPort, SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { withDefer } from '@emporium/gateway/deferral';
import { lexicographicSortSchema, parse, printSchema, type GraphQLError } from 'graphql';

/** Subgraph SDL by subgraph name. */
export type SubgraphFiles = Readonly<Partial<Record<SubgraphName, string>>>;

export interface Composed {
  /** What a federation gateway loads; each subgraph's URL is where it listens by default. */
  readonly supergraph: string;
  /** What clients see: sorted, without anything `@inaccessible`, with the `@defer` that the gateway adds. */
  readonly api: string;
}

/** The subgraphs do not fit together; the message lists every reason with its code and the subgraphs it concerns. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

/** Composes the supergraph. The same files give the same text, so a test can compare it with what is committed. */
export function compose(files: SubgraphFiles): Composed {
  const services = SUBGRAPHS.flatMap((name) => {
    const sdl = files[name];
    return sdl === undefined
      ? []
      : [{ name, url: `http://127.0.0.1:${defaultPort(name)}/graphql`, typeDefs: parse(sdl) }];
  });
  const result = composeServices(services);
  if (result.errors) {
    const lines = result.errors.map(describe).join('\n\n');
    throw new CompositionError(`The subgraphs do not compose (${result.errors.length} errors):\n\n${lines}`);
  }
  const api = lexicographicSortSchema(withDefer(result.schema.toAPISchema().toGraphQLJSSchema()));
  return { supergraph: `${result.supergraphSdl.trim()}\n`, api: `${printSchema(api)}\n` };
}

function describe(error: GraphQLError): string {
  const nodes = (error.nodes ?? []) as readonly { subgraph?: string }[];
  const subgraphs = [...new Set(nodes.flatMap(({ subgraph }) => subgraph ?? []))];
  const where = subgraphs.length > 0 ? ` (${subgraphs.join(', ')})` : '';
  const code = typeof error.extensions['code'] === 'string' ? error.extensions['code'] : 'ERROR';
  return `  ${code}${where}\n    ${error.message.replaceAll('\n', '\n    ')}`;
}
