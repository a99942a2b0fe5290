import { createServer } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { bookshopSubgraphs } from './bookshop/subgraphs.ts';
import { createWorld } from './bookshop/world.ts';
import { createMessageReader } from './messages.ts';

// The bookshop's subgraphs, in a process of their own. Each works out the answer to a request body once, with graphql-js,
// and from then on sends the same bytes: a few microseconds, so that what is measured is the gateway.

/** The bodies of all fetches of all operations are far fewer; more means that each is new, and none is remembered. */
const MOST_BODIES = 500;

let asked = 0;

for (const { name, typeDefs, resolvers } of bookshopSubgraphs(createWorld())) {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const answers = new Map<string, Promise<Buffer> | Buffer>();

  const answerTo = (body: string): Promise<Buffer> | Buffer => {
    const known = answers.get(body);
    if (known !== undefined) return known;
    if (answers.size >= MOST_BODIES) throw new Error(`${name} is asked something new each time, such as ${body}`);
    const made = answer(schema, body).then((bytes) => {
      answers.set(body, bytes);
      return bytes;
    });
    answers.set(body, made);
    return made;
  };

  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    const read = createMessageReader((_head, body) => {
      asked += 1;
      const bytes = answerTo(body.toString('latin1'));
      if (Buffer.isBuffer(bytes)) socket.write(bytes);
      else void bytes.then((late) => socket.write(late));
    });
    socket.on('data', read);
  });
  server.listen(0, '127.0.0.1', () => {
    process.send!({ name, port: (server.address() as { port: number }).port });
  });
}
process.on('message', () => process.send!(asked));
process.once('disconnect', () => process.exit(0));

async function answer(schema: GraphQLSchema, latin1Body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(Buffer.from(latin1Body, 'latin1').toString()) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string | null;
  };
  const result = await execute({
    schema,
    document: parse(query),
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  const body = Buffer.from(JSON.stringify(result));
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: keep-alive\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
