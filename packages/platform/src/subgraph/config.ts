import { defaultPort, SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { z } from 'zod';
import { readConfig, variables } from '../config/index.ts';

export interface SubgraphConfig {
  readonly databaseUrl: string;
  readonly busDatabaseUrl: string;
  /** Shared by the gateway and all subgraphs; whoever has it can speak for anybody. */
  readonly identitySecret: string;
  readonly host: string;
  readonly port: number;
  readonly server: 'own' | 'apollo';
  readonly poolSize: number;
  readonly urls: Readonly<Record<SubgraphName, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const upper = (name: SubgraphName): string => name.toUpperCase();

/** A subgraph's own variables carry its name, so that nine of them can live in one environment: `CART_PORT`. */
export function readSubgraphConfig(name: SubgraphName, environment: Environment): SubgraphConfig {
  const own = { port: `${upper(name)}_PORT`, databaseUrl: `${upper(name)}_DATABASE_URL` };
  const parsed = readConfig(
    {
      [own.databaseUrl]: z.url({
        message: 'give a PostgreSQL URL, such as postgres://role:password@host:5432/database',
      }),
      [own.port]: variables.port(defaultPort(name)),
      BUS_DATABASE_URL: z.url({ message: 'give the PostgreSQL URL of the event bus' }),
      IDENTITY_SECRET: variables.secret('the same to the gateway and every subgraph'),
      LISTEN_HOST: z.string().default('127.0.0.1'),
      HOST: z.enum(['own', 'apollo']).default('own'),
      DATABASE_POOL_SIZE: variables.count(12, { min: 1, max: 16 }),
    },
    environment,
  ) as Record<string, string | number>;
  return {
    databaseUrl: parsed[own.databaseUrl] as string,
    busDatabaseUrl: parsed['BUS_DATABASE_URL'] as string,
    identitySecret: parsed['IDENTITY_SECRET'] as string,
    host: parsed['LISTEN_HOST'] as string,
    port: parsed[own.port] as number,
    server: parsed['HOST'] as 'own' | 'apollo',
    poolSize: parsed['DATABASE_POOL_SIZE'] as number,
    urls: readUrls(environment),
  };
}

/** Where the subgraphs are: `<NAME>_URL`, else their port on this machine. */
export function readUrls(environment: Environment): Readonly<Record<SubgraphName, string>> {
  const shape = Object.fromEntries(
    SUBGRAPHS.map((name) => {
      const port = environment[`${upper(name)}_PORT`] || String(defaultPort(name));
      return [`${upper(name)}_URL`, z.url().default(`http://127.0.0.1:${port}`)];
    }),
  );
  const parsed = readConfig(shape, environment) as Record<string, string>;
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, parsed[`${upper(name)}_URL`]])) as Record<
    SubgraphName,
    string
  >;
}
