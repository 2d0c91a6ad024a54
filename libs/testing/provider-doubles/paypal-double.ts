import { sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { selfSigned } from '../faults/self-signed';
import { missing, PaypalOrders, unprocessable } from './paypal-orders';
import { PaypalPayouts } from './paypal-payouts';
import {
  RecordedAnswer,
  RecordedRequest,
  RecordingServer,
  recordingServer,
  ServerTrouble,
} from './recording-server';
import type { SignedWebhook } from './signed-webhook';

const TOKEN = 'A21AA-of-the-double';

/**
 * As much of PayPal's API as is used here, on a real socket and spoken to by the real SDK: tokens, request
 * ids that are kept with their answers, approval by the buyer, declines, and webhooks signed PayPal's way,
 * under a certificate that it serves itself.
 */
export class PaypalDouble {
  static readonly CLIENT_ID = 'client-of-the-double';
  static readonly CLIENT_SECRET = 'secret-of-the-double';
  static readonly WEBHOOK_ID = '1JE4291016473214C';

  readonly orders = new PaypalOrders();
  readonly payouts = new PaypalPayouts();
  private readonly answers = new Map<string, { body: string; answer: RecordedAnswer }>();
  private readonly signer = selfSigned();
  private readonly stranger = selfSigned();
  private server!: RecordingServer;

  static async start(): Promise<PaypalDouble> {
    const double = new PaypalDouble();
    double.server = await recordingServer((request) => double.answer(request));
    return double;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  get requests(): readonly RecordedRequest[] {
    return this.server.requests;
  }

  get trouble(): ServerTrouble {
    return this.server.trouble;
  }

  /** Who vouches for the certificate that signs webhooks: itself. */
  get root(): string {
    return this.signer.certificate;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** PayPal keeps request ids for some hours. */
  forgetKeys(): void {
    this.answers.clear();
  }

  /** The buyer agrees on PayPal's page; nothing is paid before it is collected. */
  approve(orderId: string, nowMs: number): SignedWebhook {
    const order = this.orders.all.find(({ id }) => id === orderId)!;
    order.status = 'APPROVED';
    const { unit } = order;
    return this.webhook('CHECKOUT.ORDER.APPROVED', { id: orderId, purchase_units: [unit] }, nowMs);
  }

  /** An event about a thing, signed as PayPal signs it. */
  webhook(type: string, resource: unknown, nowMs: number): SignedWebhook {
    const id = `WH-${this.orders.newId()}`;
    const event = { id, create_time: new Date(nowMs).toISOString(), event_type: type, resource };
    return this.signed(JSON.stringify(event), nowMs);
  }

  signed(body: string, nowMs: number, by: 'itself' | 'another' = 'itself'): SignedWebhook {
    const rawBody = Buffer.from(body);
    const id = this.orders.newId();
    const time = new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
    const text = [id, time, PaypalDouble.WEBHOOK_ID, crc32(rawBody)].join('|');
    const { key } = by === 'itself' ? this.signer : this.stranger;
    return {
      rawBody,
      headers: {
        'paypal-transmission-id': id,
        'paypal-transmission-time': time,
        'paypal-transmission-sig': sign('sha256', Buffer.from(text), key).toString('base64'),
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': `${this.apiUrl}/v1/notifications/certs/CERT-itself`,
      },
    };
  }

  private answer(request: RecordedRequest): RecordedAnswer {
    const { method, path, headers } = request;
    if (path === '/v1/oauth2/token') return this.token(headers.authorization);
    if (path.endsWith('/certs/CERT-itself')) return { status: 200, body: this.signer.certificate };
    if (path.endsWith('/certs/CERT-another')) return { status: 200, body: this.stranger.certificate };
    if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'invalid_token' } };
    const key = headers['paypal-request-id'] as string | undefined;
    if (method !== 'POST' || key === undefined) return this.route(request);
    const kept = this.answers.get(key);
    if (kept && kept.body !== path + request.body) return unprocessable('DUPLICATE_REQUEST_ID');
    if (kept) return kept.answer;
    const answer = this.route(request);
    this.answers.set(key, { body: path + request.body, answer });
    return answer;
  }

  private route({ method, path, body }: RecordedRequest): RecordedAnswer {
    const [, , , noun, id, act] = path.split('/');
    switch (`${method} ${noun} ${act ?? ''}`.trim()) {
      case 'POST orders':
        return this.orders.create(JSON.parse(body));
      case 'GET orders':
        return this.orders.get(id!);
      case 'POST orders capture':
        return this.orders.capture(id!);
      case 'GET captures':
        return this.orders.getCapture(id!);
      case 'POST captures refund':
        return this.orders.refund(id!, JSON.parse(body));
      case 'DELETE payment-tokens':
        return this.orders.deleteToken(id!);
      case 'POST payouts':
        return this.payouts.create(JSON.parse(body));
      case 'GET payouts':
        return this.payouts.get(id!);
      default:
        return missing();
    }
  }

  private token(authorization: string | undefined): RecordedAnswer {
    const credentials = `${PaypalDouble.CLIENT_ID}:${PaypalDouble.CLIENT_SECRET}`;
    if (authorization !== `Basic ${Buffer.from(credentials).toString('base64')}`) {
      return {
        status: 401,
        body: { error: 'invalid_client', error_description: 'Client Authentication failed' },
      };
    }
    const scope = 'https://uri.paypal.com/services/payments/payment';
    return { status: 200, body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 32_400, scope } };
  }
}
