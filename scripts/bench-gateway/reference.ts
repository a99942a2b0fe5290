import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

// What one gets from Apollo's documentation: @apollo/server standalone, @apollo/gateway with its own data source and
// planner, `authorization` passed on to subgraphs. It verifies nothing, limits nothing and counts nothing.

interface Context {
  readonly authorization?: string | undefined;
}

class PassingOn extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]): void {
    const { authorization } = context as Context;
    if (authorization !== undefined) request.http?.headers.set('authorization', authorization);
  }
}

const [file = ''] = process.argv.slice(2);
const gateway = new ApolloGateway({
  supergraphSdl: await readFile(file, 'utf8'),
  buildService: ({ url }) => new PassingOn({ url: url! }),
});
const { url } = await startStandaloneServer(new ApolloServer<Context>({ gateway }), {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
process.stdout.write(`${JSON.stringify({ url })}\n`);
process.once('disconnect', () => process.exit(0));
