import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { epochMsOf, Timestamp } from '@ledgerline/kernel';
import { CertificateUnproven, provenCertificate } from '@ledgerline/platform/certificates';
import { IncomingWebhook, WebhookRefused } from '../payment-provider';

const WEBHOOK_AGE_MAX_SECONDS = 300;
const CERTIFICATES_MAX = 16;
const CERTIFICATE_KEPT_MS = 3_600_000;
const CERTIFICATE_BYTES_MAX = 65_536;
const CERTIFICATE_WITHIN_MS = 5_000;

/** Whose certificates sign webhooks. */
export interface CertificateTrust {
  /** Whence certificates are fetched: the beginnings of their URLs, each with its host and a path. */
  readonly sources: readonly string[];
  /** What a certificate must name something within. */
  readonly domain: string;
  /** Who vouches for them; absent: the roots that Node trusts. */
  readonly roots?: readonly string[] | undefined;
}

const PATH = '/v1/notifications/certs/';

/** PayPal's own, by its environment. */
export const PAYPAL_TRUST: Readonly<Record<'sandbox' | 'production', CertificateTrust>> = {
  production: {
    sources: [`https://api.paypal.com${PATH}`, `https://api-m.paypal.com${PATH}`],
    domain: 'paypal.com',
  },
  sandbox: {
    sources: [`https://api.sandbox.paypal.com${PATH}`, `https://api-m.sandbox.paypal.com${PATH}`],
    domain: 'paypal.com',
  },
};

/**
 * Proves webhooks: the certificate that has signed one is named in the webhook itself, so it counts only
 * when it comes from PayPal's host, and PayPal's name is vouched for.
 */
export function webhookProof(
  trust: CertificateTrust,
  webhookId: string,
): (webhook: IncomingWebhook) => Promise<unknown> {
  const fetched = new LRUCache<string, string>({ max: CERTIFICATES_MAX, ttl: CERTIFICATE_KEPT_MS });
  const certificateAt = async (url: string): Promise<string> => {
    const pem = fetched.get(url) ?? (await certificateFrom(url));
    fetched.set(url, pem);
    return pem;
  };
  return async ({ rawBody, headers, now }) => {
    const header = (name: string) => headers[`paypal-${name}`] ?? '';
    const time = header('transmission-time');
    const url = header('cert-url');
    if (!trust.sources.some((source) => isWithin(source, url))) {
      throw new WebhookRefused('signature', 'its certificate is not at a host of PayPal');
    }
    refuseStale(time, now);
    const { publicKey } = proven(await certificateAt(url), trust, now);
    const signed = [header('transmission-id'), time, webhookId, crc32(rawBody)].join('|');
    const signature = Buffer.from(header('transmission-sig'), 'base64');
    if (!verify('sha256', Buffer.from(signed), publicKey, signature)) {
      throw new WebhookRefused('signature', 'its signature is not of these bytes and this webhook');
    }
    return parsed(rawBody);
  };
}

/** As URLs, not as texts: `https://api.paypal.com@evil.example/` begins alike. */
function isWithin(source: string, text: string): boolean {
  if (!URL.canParse(text)) return false;
  const [from, url] = [new URL(source), new URL(text)];
  const isSameHost = url.origin === from.origin && url.username === '' && url.password === '';
  return isSameHost && url.pathname.startsWith(from.pathname);
}

function refuseStale(time: string, now: Timestamp): void {
  const ageSeconds = (epochMsOf(now) - Date.parse(time)) / 1_000;
  if (!(Math.abs(ageSeconds) <= WEBHOOK_AGE_MAX_SECONDS)) {
    throw new WebhookRefused('stale', 'it was not sent within the last 300 s');
  }
}

/** A host that does not answer is a fault: PayPal sends the webhook again. */
async function certificateFrom(url: string): Promise<string> {
  const signal = AbortSignal.timeout(CERTIFICATE_WITHIN_MS);
  const answer = await fetch(url, { redirect: 'error', signal });
  if (!answer.ok) throw new Error(`PayPal's certificate is not to be had: ${answer.status}`);
  const text = await answer.text();
  if (text.length > CERTIFICATE_BYTES_MAX) throw new Error("PayPal's certificate is too long for one");
  return text;
}

function proven(pem: string, { domain, roots }: CertificateTrust, now: Timestamp) {
  try {
    return provenCertificate(pem, { domain, roots, now });
  } catch (error) {
    if (!(error instanceof CertificateUnproven)) throw error;
    throw new WebhookRefused('signature', error.message);
  }
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new WebhookRefused('malformed', 'the body is no JSON');
  }
}
