import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PaymentGateway } from './app/ports.ts';
import {
  copiesOf,
  gatewayBooks,
  inTens,
  orderToPay,
  paymentsTest,
  postSigned,
  takeWebhooks,
  type PaymentsTest,
} from './testing/payments-test.ts';

const PAYMENTS = 100;

let world: PaymentsTest;
beforeAll(async () => {
  world = await paymentsTest({ deadlineMs: 10_000 });
});
afterAll(() => world[Symbol.asyncDispose]());

it(`webhook and answer race: ${PAYMENTS} payments, each authorised once and told once`, async () => {
  const deliveries: Promise<Response>[] = [];
  const racing: PaymentGateway = {
    ...world.gateway,
    async authorize(...parameters) {
      const intent = await world.gateway.authorize(...parameters);
      for (const event of await takeWebhooks(world.test, intent.orderId)) {
        deliveries.push(postSigned(world.url, event), postSigned(world.url, event));
      }
      return intent;
    },
  };
  const payments = world.with(racing);
  const commands = copiesOf(await orderToPay(world.payments, 'tok_visa'), PAYMENTS);
  await inTens(commands, (command) =>
    Promise.all([payments.authorizePayment(command), payments.authorizePayment(command)]),
  );
  const answers = await Promise.all(deliveries);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers).toHaveLength(2 * PAYMENTS);

  const news = await world.test.db.query<{ statuses: string[] }>(
    `SELECT array_agg(payload->>'status' ORDER BY sequence) AS statuses FROM stream_event GROUP BY subject`,
  );
  expect(news).toHaveLength(PAYMENTS);
  expect(new Set(news.map(({ statuses }) => statuses.join()))).toEqual(new Set(['PROCESSING,AUTHORIZED']));
  expect(await world.test.outbox()).toHaveLength(PAYMENTS);
  for (const { orderId } of commands) expect(await gatewayBooks(world.test, orderId)).toHaveLength(1);
}, 60_000);
