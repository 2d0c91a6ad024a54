import Stripe from 'stripe';
import { ProviderRefused } from '../payment-provider';

/** Where Stripe is, and who we are there. */
export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Absent: Stripe's own. */
  readonly api?:
    { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' } | undefined;
  /** How long one request may take; default 20 s. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 20_000;
/** By the SDK, with the same idempotency key; whoever called tries again later anyway. */
const RETRIES_MAX = 2;

export function stripeClient({ secretKey, api, timeoutMs = TIMEOUT_MS }: StripeSettings): Stripe.Stripe {
  return new Stripe(secretKey, {
    ...api,
    timeout: timeoutMs,
    maxNetworkRetries: RETRIES_MAX,
    telemetry: false,
  });
}

/** Answers by which Stripe refuses for good; everything else may pass when asked again. */
const FOR_GOOD = [400, 402, 404];

/**
 * Asks Stripe, and tells what it refuses for good from what leaves everything open.
 * @throws ProviderRefused
 */
export async function askStripe<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || !isForGood(error)) throw error;
    throw new ProviderRefused(refusalOf(error), `Stripe refuses: ${error.message}`, { cause: error });
  }
}

/** A key that came with other words is none: what was done under it before may have succeeded. */
function isForGood({ statusCode, rawType }: { statusCode?: number; rawType?: string }): boolean {
  return FOR_GOOD.includes(statusCode ?? 0) && rawType !== 'idempotency_error';
}

/** In Stripe's own word, the most exact it gave: `insufficient_funds` rather than `card_declined`. */
export function refusalOf(
  error: { decline_code?: string; code?: string | null },
  otherwise = 'refused',
): string {
  // The SDK gives an empty text where Stripe gave none.
  return error.decline_code || error.code || otherwise;
}

/** Stripe says "this, or no such thing": undefined where there is none. */
export async function unlessMissing<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return undefined;
    throw error;
  }
}

/** The id of what Stripe gives either by its id or whole. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
