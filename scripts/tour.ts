import { GATEWAY_PORT } from '@emporium/contracts/topology';
import { paint } from './start/progress.ts';
import { browse, search, visitProduct } from './tour/browse.ts';
import { checkOut, claimDeal, fillCart, signIn } from './tour/buy.ts';
import { TourClient } from './tour/client.ts';
import { followOrder, writeReview } from './tour/follow.ts';

// A purchase, narrated, by a client that knows only the public endpoint. Ends with 1 if any step is not what it should be.
const url = process.env['EMPORIUM_URL'] || `http://127.0.0.1:${process.env['GATEWAY_PORT'] || GATEWAY_PORT}`;
const client = new TourClient(url);

if (process.argv.includes('--help')) {
  process.stdout.write(
    'npm run tour: buys something from the running marketplace (npm start), narrated.\n\n  EMPORIUM_URL=http://127.0.0.1:4000\n',
  );
} else {
  await tour().catch(fail);
}

async function tour(): Promise<void> {
  process.stdout.write(`${paint('bold', 'A purchase at Emporium')}  ${paint('gray', url)}\n`);
  const bestSeller = await browse(client);
  await search(client, bestSeller);
  const product = await visitProduct(client, bestSeller.slug);
  const guestCart = await fillCart(client, product);
  const cart = await signIn(client, guestCart);
  await claimDeal(client, cart);
  const order = await checkOut(client, cart);
  await followOrder(client, order);
  await writeReview(client, order, product);
  process.stdout.write(`\n${paint('green', 'Everything was as it should be.')}\n\n`);
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const unreachable = /fetch failed|ECONNREFUSED/.test(`${message} ${String((error as Error).cause)}`);
  process.stderr.write(
    `\n${paint('red', unreachable ? `Nobody answers at ${url}. Start the marketplace first: npm start` : message)}\n\n`,
  );
  process.exit(1);
}
