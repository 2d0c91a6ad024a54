import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { accept, noEffect, timestamp } from '@ledgerline/kernel';
import { commandIdOf, Ledger, streamName } from '@ledgerline/platform/ledger';
import type { Sealer } from '@ledgerline/platform/sealing';
import type {
  ProviderEventBodyKept,
  ProviderEventEvent,
  ProviderEventReceived,
} from '../domain/provider-event/provider-events';
import { type PaymentProvider, type ProviderEvent, WebhookRefused } from '../providers/payment-provider';
import { orderStream } from '../streams/order-stream';
import { providerEventStream } from '../streams/provider-event-stream';

export interface WebhookParts {
  readonly ledger: Ledger;
  readonly sealer: Pick<Sealer, 'seal' | 'hasKey'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What seals to no more than an event may hold; what is larger is kept in several, in the same append. */
const SEALED_BYTES_MAX = 40 * 1_024;

/**
 * Stores a webhook under the provider's id of the event, whole, before anybody is answered. The same event
 * again is the same command: the log holds it once.
 * @throws WebhookRefused, and nothing is stored
 */
export async function receiveWebhook(
  parts: WebhookParts,
  provider: PaymentProvider,
  webhook: { readonly rawBody: Buffer; readonly headers: Readonly<Record<string, string | undefined>> },
): Promise<ProviderEvent> {
  if (!isUtf8(webhook.rawBody)) throw new WebhookRefused('malformed', 'A webhook is text in UTF-8.');
  const receivedAt = timestamp(parts.now());
  const event = await provider.readWebhook({ ...webhook, now: receivedAt });
  const streamId = `${event.provider}:${event.eventId}`;
  const accountId = await accountOf(parts, event);
  const { sealing, kept } = await sealed(parts, { event, accountId, rawBody: webhook.rawBody });
  const bodySha256 = createHash('sha256').update(webhook.rawBody).digest('hex');
  const data: ProviderEventReceived['data'] = { ...event, accountId, ...sealing, bodySha256, receivedAt };
  await parts.ledger.execute(providerEventStream, {
    name: 'ReceiveProviderEvent',
    parameters: { provider: event.provider, eventId: event.eventId },
    sealed: null,
    streamId,
    commandId: commandIdOf({
      principal: `provider:${event.provider}`,
      stream: streamName(providerEventStream, streamId),
      key: event.eventId,
    }),
    // What a provider sends again may be spelled otherwise; it is the same event all the same.
    commandHash: 'webhook',
    receivedAt,
    origin: {
      actor: `provider:${event.provider}`,
      role: 'system',
      requestId: event.eventId,
      owner: sealing.sealedFor,
    },
    decide: ({ received }) =>
      received
        ? noEffect('provider-event-already-received')
        : accept<ProviderEventEvent>({ type: 'ProviderEventReceived', data }, ...kept),
  });
  return event;
}

async function accountOf({ ledger }: WebhookParts, { orderId, fact }: ProviderEvent): Promise<string | null> {
  if (fact.kind === 'method-kept') return fact.accountId;
  if (orderId === null) return null;
  return (await ledger.read(orderStream, orderId)).state.placed?.accountId ?? null;
}

/** What a provider tells is personal: it opens only as long as the party is there. */
async function sealed(
  { sealer }: WebhookParts,
  { event, accountId, rawBody }: { event: ProviderEvent; accountId: string | null; rawBody: Buffer },
): Promise<{
  readonly sealing: Pick<ProviderEventReceived['data'], 'sealed' | 'sealedFor'>;
  readonly kept: readonly ProviderEventBodyKept[];
}> {
  const isKnown = accountId !== null && (await sealer.hasKey(accountId));
  // No party's id has a colon.
  const sealedFor = isKnown ? accountId : `provider:${event.provider}`;
  const texts = await Promise.all(inParts(rawBody).map((part) => sealer.seal(sealedFor, part)));
  if (texts.length === 1) return { sealing: { sealed: texts[0]!, sealedFor }, kept: [] };
  const named = { provider: event.provider, eventId: event.eventId, sealedFor };
  const kept = texts.map((text, index): ProviderEventBodyKept => {
    const data = { ...named, part: index + 1, parts: texts.length, sealed: text };
    return { type: 'ProviderEventBodyKept', data };
  });
  return { sealing: { sealed: null, sealedFor }, kept };
}

/** Cut between characters, never inside one: the body is UTF-8. */
function inParts(rawBody: Buffer): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < rawBody.length || parts.length === 0;) {
    let to = Math.min(from + SEALED_BYTES_MAX, rawBody.length);
    while (to < rawBody.length && (rawBody[to]! & 0xc0) === 0x80) to -= 1;
    parts.push(rawBody.toString('utf8', from, to));
    from = to;
  }
  return parts;
}
