import { createHmac, timingSafeEqual } from 'node:crypto';
import { epochMsOf, isTimestamp, Timestamp } from '@ledgerline/kernel';
import type { ProviderEvent } from '../../domain/provider-event/provider-fact';
import { IncomingWebhook, WebhookRefused } from '../payment-provider';
import { sandboxFact } from './sandbox-fact';

export const SIGNATURE_HEADER = 'sandbox-signature';
const WINDOW_SECONDS = 300;
const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** A webhook as it is sent: the same fact has the same id each time, and a signature of its own. */
export function signedWebhook(
  secret: Buffer,
  event: Omit<ProviderEvent, 'provider'>,
  now: Timestamp,
): { readonly body: string; readonly signature: string } {
  const body = JSON.stringify(event, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  const seconds = Math.floor(epochMsOf(now) / 1_000);
  return { body, signature: `t=${seconds},v1=${digest(secret, seconds, Buffer.from(body))}` };
}

/** @throws WebhookRefused */
export function readSandboxWebhook(
  secret: Buffer,
  { rawBody, headers, now }: IncomingWebhook,
): ProviderEvent {
  const [, seconds, signature] = SIGNATURE.exec(headers[SIGNATURE_HEADER] ?? '') ?? [];
  if (!seconds || !signature) throw new WebhookRefused('signature', 'The webhook has no signature.');
  const expected = Buffer.from(digest(secret, Number(seconds), rawBody), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new WebhookRefused('signature', 'The signature does not match the bytes.');
  }
  if (Math.abs(epochMsOf(now) / 1_000 - Number(seconds)) > WINDOW_SECONDS) {
    throw new WebhookRefused('stale', `The webhook was signed more than ${WINDOW_SECONDS} seconds ago.`);
  }
  return eventOf(rawBody);
}

function digest(secret: Buffer, seconds: number, rawBody: Buffer): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest('hex');
}

function eventOf(rawBody: Buffer): ProviderEvent {
  try {
    const told = JSON.parse(rawBody.toString('utf8')) as Record<string, unknown>;
    const { eventId, occurredAt, orderId, paymentId } = told;
    const fact = sandboxFact(told.fact);
    if (typeof eventId !== 'string' || !/^[\w-]{1,100}$/.test(eventId)) throw new Error('eventId');
    if (typeof occurredAt !== 'string' || !isTimestamp(occurredAt)) throw new Error('occurredAt');
    return {
      provider: 'SANDBOX',
      ...{ eventId, occurredAt, fact },
      orderId: typeof orderId === 'string' ? orderId : null,
      paymentId: typeof paymentId === 'string' ? paymentId : null,
    };
  } catch (error) {
    const what = (error as Error).message;
    throw new WebhookRefused('malformed', `The webhook is signed, but cannot be read (${what}).`);
  }
}
