import { createHmac } from 'node:crypto';
import { FormTree, textsOf } from './form-fields';
import {
  RecordedAnswer,
  RecordedRequest,
  RecordingServer,
  recordingServer,
  ServerTrouble,
} from './recording-server';
import type { SignedWebhook } from './signed-webhook';
import { StripeRoutes } from './stripe-routes';
import { refusal, StripeThings } from './stripe-things';

/**
 * As much of Stripe's API as is used here, on a real socket and spoken to by the real SDK: idempotency keys
 * that are kept with their answers, declines, search and lists, and webhooks signed Stripe's way.
 */
export class StripeDouble {
  static readonly SECRET_KEY = 'sk_test_of_the_double';
  static readonly WEBHOOK_SECRET = 'whsec_of_the_double';

  readonly things = new StripeThings();
  private readonly routes = new StripeRoutes(this.things);
  private readonly answers = new Map<string, { body: string; answer: RecordedAnswer }>();
  private server!: RecordingServer;

  static async start(): Promise<StripeDouble> {
    const double = new StripeDouble();
    double.server = await recordingServer((request) => double.answer(request));
    double.routes.pageUrl = `http://127.0.0.1:${double.server.port}`;
    return double;
  }

  get api(): { host: string; port: number; protocol: 'http' } {
    return { host: '127.0.0.1', port: this.server.port, protocol: 'http' };
  }

  /** Of a process that takes this for Stripe, and has no other provider. */
  get variables(): Readonly<Record<string, string>> {
    const { host, port, protocol } = this.api;
    return {
      PAYMENT_PROVIDERS: 'stripe',
      STRIPE_SECRET_KEY: StripeDouble.SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: StripeDouble.WEBHOOK_SECRET,
      STRIPE_API_HOST: host,
      STRIPE_API_PORT: String(port),
      STRIPE_API_PROTOCOL: protocol,
    };
  }

  get requests(): readonly RecordedRequest[] {
    return this.server.requests;
  }

  get trouble(): ServerTrouble {
    return this.server.trouble;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Stripe keeps idempotency keys for a day. */
  forgetKeys(): void {
    this.answers.clear();
  }

  /** The buyer pays an open session; answers what Stripe sends then. */
  pay(sessionId: string, nowMs: number): readonly SignedWebhook[] {
    const session = this.things.thing(sessionId);
    const fields = session.fields as FormTree;
    const intent = this.things.intent({
      amount: session.amount_total as number,
      currency: session.currency as string,
      customer: session.customer as string,
      metadata: textsOf(fields, 'payment_intent_data', 'metadata'),
    });
    Object.assign(session, { status: 'complete', payment_status: 'paid', payment_intent: intent.id });
    this.things.settle(intent, 'pm_card_of_the_buyer');
    return [
      this.webhook('checkout.session.completed', session, nowMs),
      this.webhook('payment_intent.succeeded', intent, nowMs),
      this.webhook('charge.succeeded', this.things.thing(intent.latest_charge as string), nowMs),
    ];
  }

  expire(sessionId: string, nowMs: number): SignedWebhook {
    const session = Object.assign(this.things.thing(sessionId), { status: 'expired' });
    return this.webhook('checkout.session.expired', session, nowMs);
  }

  /** An event about a thing, signed as Stripe signs it. */
  webhook(type: string, thing: unknown, nowMs: number, secret = StripeDouble.WEBHOOK_SECRET): SignedWebhook {
    const created = Math.floor(nowMs / 1_000);
    const event = { id: this.things.newId('evt'), object: 'event', created, type, data: { object: thing } };
    return this.signed(JSON.stringify(event), nowMs, secret);
  }

  signed(body: string, nowMs: number, secret = StripeDouble.WEBHOOK_SECRET): SignedWebhook {
    const at = Math.floor(nowMs / 1_000);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    return { rawBody: Buffer.from(body), headers: { 'stripe-signature': `t=${at},v1=${signature}` } };
  }

  private answer(request: RecordedRequest): RecordedAnswer {
    if (request.headers.authorization !== `Bearer ${StripeDouble.SECRET_KEY}`) {
      return refusal(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' });
    }
    const key = request.headers['idempotency-key'] as string | undefined;
    if (request.method !== 'POST' || key === undefined) return this.routes.route(request);
    const kept = this.answers.get(key);
    if (kept && kept.body !== request.path + request.body) {
      return refusal(400, {
        type: 'idempotency_error',
        message: 'Keys can only be used with the same parameters',
      });
    }
    if (kept) return { ...kept.answer, headers: { 'idempotent-replayed': 'true' } };
    const answer = this.routes.route(request);
    // What fails validation has not begun, and is not kept.
    if (answer.status !== 400) this.answers.set(key, { body: request.path + request.body, answer });
    return answer;
  }
}
