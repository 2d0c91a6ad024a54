import { createHash } from 'node:crypto';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { readWholeLog } from '@ledgerline/testing';
import type { PaymentProvider, ProviderEvent } from '../providers/payment-provider';
import { NINE } from '../testing/an-order';
import { receiveWebhook } from './receive-webhook';

const EVENT: ProviderEvent = {
  ...{ provider: 'STRIPE', eventId: 'evt_1', occurredAt: NINE, orderId: null, paymentId: null },
  fact: { kind: 'ignored', type: 'of-no-concern' },
};

async function received(body: string | Buffer) {
  const store = new MemoryEventStore();
  const sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
  const now = () => Date.parse(NINE);
  const parts = { sealer, now, ledger: new Ledger({ store, now }) };
  const provider = { readWebhook: () => Promise.resolve(EVENT) } as unknown as PaymentProvider;
  const rawBody = Buffer.from(body as string);
  for (const _ of [1, 2]) await receiveWebhook(parts, provider, { rawBody, headers: {} });
  const events = await readWholeLog(store);
  const data = events.map((event) => JSON.parse(event.data) as Record<string, string | null>);
  const opened = await Promise.all(
    data.map(({ sealed, sealedFor }) => (sealed ? sealer.open(sealedFor!, sealed) : Promise.resolve(''))),
  );
  return { events, data, opened };
}

describe('a webhook', () => {
  it('is kept as it was signed, once, with its digest', async () => {
    const { events, data, opened } = await received('{"id":"evt_1"}');
    expect(events).toHaveLength(1);
    expect(opened).toEqual(['{"id":"evt_1"}']);
    const digest = createHash('sha256').update('{"id":"evt_1"}').digest('hex');
    expect(data[0]!.bodySha256).toBe(digest);
  });

  it.each([
    ['one byte more than an event takes', 'x'.repeat(40 * 1_024 + 1), 2],
    ['as large as the route takes', 'y'.repeat(256 * 1_024), 7],
    ['cut where a character has several bytes', `${'z'.repeat(40 * 1_024 - 1)}€${'z'.repeat(9)}`, 2],
  ])('that is %s is kept whole, in parts of one append', async (_, body, parts) => {
    const { events, data, opened } = await received(body);
    expect(events.map(({ type }) => type.split('.')[2])).toEqual([
      'received',
      ...Array.from({ length: parts }, () => 'body-kept'),
    ]);
    expect(opened.join('')).toBe(body);
    expect(data[0]!.sealed).toBeNull();
    expect(data.at(-1)).toMatchObject({ part: parts, parts });
  });

  it('that is no text is refused, and nothing is kept', async () => {
    await expect(received(Buffer.alloc(41 * 1_024, 0x80))).rejects.toMatchObject({ reason: 'malformed' });
  });
});
