import { createHmac } from 'node:crypto';
import { readConfig, variables } from '@emporium/platform/config';
import { z } from 'zod';

export interface PaymentsConfig {
  /** The simulated gateway runs inside this subgraph's server. */
  readonly simulator: boolean;
  readonly simulatorUrl: string;
  readonly webhookUrl: string;
  readonly lateAnswerMs: number;
  readonly gateway: {
    readonly name: string;
    readonly url: string;
    readonly apiKey: string;
    readonly webhookSecret: string;
    readonly deadlineMs: number;
  };
}

/** Without further settings the gateway is the simulator, and the keys between the two follow from the shared secret. */
export function readPaymentsConfig(
  environment: Readonly<Record<string, string | undefined>>,
  { url, secret }: { readonly url: string; readonly secret: string },
): PaymentsConfig {
  const derived = (purpose: string): string => createHmac('sha256', secret).update(purpose).digest('hex');
  const parsed = readConfig(
    {
      SIMULATORS: variables.flag(false),
      PAYMENT_GATEWAY_URL: variables.url().default(`${url}/simulator`),
      PAYMENT_GATEWAY_KEY: z.string().min(16, 'give at least 16 characters').default(derived('payment gateway key')),
      PAYMENT_GATEWAY_WEBHOOK_SECRET: z
        .string()
        .min(16, 'give at least 16 characters')
        .default(derived('payment gateway webhooks')),
      PAYMENT_GATEWAY_DEADLINE_MS: variables.count(3_000, { min: 50, max: 30_000 }),
      SIMULATOR_LATE_ANSWER_MS: variables.count(10_000, { max: 60_000 }),
    },
    environment,
  );
  const simulatorUrl = `${url}/simulator`;
  return {
    simulator: parsed.SIMULATORS,
    simulatorUrl,
    webhookUrl: `${url}/webhooks/gateway`,
    lateAnswerMs: parsed.SIMULATOR_LATE_ANSWER_MS,
    gateway: {
      name: parsed.PAYMENT_GATEWAY_URL === simulatorUrl ? 'simulator' : new URL(parsed.PAYMENT_GATEWAY_URL).host,
      url: parsed.PAYMENT_GATEWAY_URL,
      apiKey: parsed.PAYMENT_GATEWAY_KEY,
      webhookSecret: parsed.PAYMENT_GATEWAY_WEBHOOK_SECRET,
      deadlineMs: parsed.PAYMENT_GATEWAY_DEADLINE_MS,
    },
  };
}
