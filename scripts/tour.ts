import { GATEWAY_PORT } from '@emporium/contracts/topology';
import { commandLine } from './arguments.ts';
import { paint } from './start/progress.ts';
import { browse, search, visitProduct } from './tour/browse.ts';
import { checkOut, claimDeal, fillCart, signIn } from './tour/buy.ts';
import { TourClient } from './tour/client.ts';
import { followOrder, writeReview } from './tour/follow.ts';
import { presentChapter } from './tour/narrator.ts';

// A purchase, narrated, by a client that knows only the public endpoint. Ends with 1 if any step is not what it should be.
const HELP = `Buys something from the marketplace that is running (npm start), narrated, as a client that knows only the
public endpoint. Ends with 1 if any step is not what it should be.

  npm run tour

Environment
  EMPORIUM_URL=http://127.0.0.1:4000   where the gateway is
  GATEWAY_PORT=4000                    or only its port, on this machine
  NO_COLOR=1                           no colours
`;

commandLine('run tour', HELP, {});
try {
  await tour(readUrl());
} catch (error) {
  process.stderr.write(`\n${paint('red', (error as Error).message, process.stderr)}\n\n`);
  process.exitCode = 1;
}

function readUrl(): string {
  const given = process.env['EMPORIUM_URL'] || `http://127.0.0.1:${process.env['GATEWAY_PORT'] || GATEWAY_PORT}`;
  const url = URL.parse(given);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`EMPORIUM_URL must be where the gateway is, such as http://127.0.0.1:4000, not "${given}".`);
  }
  return url.origin;
}

async function tour(url: string): Promise<void> {
  const client = new TourClient(url);
  process.stdout.write(`\n${paint('bold', 'A purchase at Emporium')}  ${paint('gray', url)}\n`);
  try {
    const bestSeller = await browse(client);
    await search(client, bestSeller);
    const product = await visitProduct(client, bestSeller.slug);
    const guestCart = await fillCart(client, product);
    const cart = await signIn(client, guestCart);
    await claimDeal(client, cart);
    const order = await checkOut(client, cart);
    await followOrder(client, order);
    await writeReview(client, order, product);
  } catch (error) {
    throw new Error(`The tour ends at “${presentChapter()}”: ${(error as Error).message}`, { cause: error });
  }
  process.stdout.write(`\n${paint('green', 'Everything was as it should be.')}\n\n`);
}
