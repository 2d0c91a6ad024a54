import { createHmac, randomUUID } from 'node:crypto';
import { Latencies } from '../../demo/play/latencies';
import { closedLoop } from '../load/closed-loop';
import { HttpConnection } from '../load/http-connection';
import type { Stage } from '../stage';
import { startServer } from '../workers';

/** Stripe sends from several machines at once; more in flight than this it rarely has for one account. */
const CALLERS = 8;
const WEBHOOK_SECRET = 'whsec_of_the_bench';
const PATH = '/webhooks/stripe';

/** Webhooks as a provider sends them: each answered once it is in the log for good. */
export interface WebhookFigures {
  /** `fresh`: each is a new one; `again`: the same few, which are stored already. */
  readonly what: 'fresh' | 'again';
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface MeasuringWebhooks {
  readonly stage: Stage;
  readonly window: { readonly warmupMs: number; readonly measuredMs: number };
}

/** Signed webhooks of Stripe to the api as it runs in production: fresh ones, then ones that came before. */
export async function measureWebhooks(measuring: MeasuringWebhooks): Promise<readonly WebhookFigures[]> {
  const { stage } = measuring;
  const stripe = { STRIPE_SECRET_KEY: 'sk_test_of_the_bench', STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET };
  const secrets = { ...stage.secrets, env: { ...stage.secrets.env, ...stripe } };
  const server = await startServer('ledger', stage.urls.ledger, secrets);
  try {
    const fresh = await measured(measuring, server.target.port, 'fresh', () => randomUUID());
    const again = await measured(measuring, server.target.port, 'again', (caller) => `again-${caller}`);
    return [fresh, again];
  } finally {
    await server.stop();
  }
}

async function measured(
  { window }: MeasuringWebhooks,
  port: number,
  what: WebhookFigures['what'],
  idOf: (caller: number) => string,
): Promise<WebhookFigures> {
  const connections = await Promise.all(
    Array.from({ length: CALLERS }, () => HttpConnection.open('127.0.0.1', port)),
  );
  const latencies = new Latencies();
  let isMeasured = false;
  const { generations: answered, seconds } = await closedLoop({
    ...{ ...window, callers: CALLERS },
    work: async (caller, count) => {
      const request = signedRequest(idOf(caller));
      const fromMs = performance.now();
      const { status, body } = await connections[caller]!.send(request);
      const reserveMs = performance.now() - fromMs;
      if (status >= 300)
        throw new Error(`a webhook was answered ${status}: ${body.toString().slice(0, 300)}`);
      if (isMeasured) latencies.add(reserveMs);
      count(1);
      return { reserveMs };
    },
    onMeasuring: () => (isMeasured = true),
    onMeasured: () => (isMeasured = false),
  });
  for (const connection of connections) connection.close();
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((part) => latencies.percentile(part));
  return { what, perSecond: answered / seconds, p50Ms: p50Ms!, p95Ms: p95Ms!, p99Ms: p99Ms! };
}

/** A payment of an order, as large as Stripe's are when everything is told. */
function signedRequest(id: string): string {
  const created = Math.floor(Date.now() / 1_000);
  const charge = {
    ...{ id: `ch_${id}`, object: 'charge', amount: 499, currency: 'usd', captured: true, created },
    ...{ payment_intent: `pi_${id}`, metadata: { orderId: id }, payment_method: `pm_${id}` },
    payment_method_details: {
      type: 'card',
      card: { brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2031, fingerprint: id },
    },
    description: 'what else Stripe tells '.repeat(100),
  };
  const data = { object: charge };
  const body = JSON.stringify({ id: `evt_${id}`, object: 'event', created, type: 'charge.succeeded', data });
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${created}.${body}`).digest('hex');
  return (
    `POST ${PATH} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n` +
    `stripe-signature: t=${created},v1=${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
