import { timestamp } from '@ledgerline/kernel';
import { EventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, streamName } from '@ledgerline/platform/ledger';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { ReactionCommand } from '@ledgerline/platform/reactions';
import { testDatabase } from '@ledgerline/testing';
import type { InvoiceNumbered } from '../domain/invoice-series/invoice-series';
import { numberInvoiceWhenDrafted } from '../reactions/number-invoice-when-drafted/number-invoice-when-drafted';
import { invoiceSeriesStream } from '../streams/invoice-series-stream';
import { contentOf, drafted } from '../testing/an-invoice';

const INVOICES = 64;

describe('numbers of invoices', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: EventStore;

  beforeAll(async () => {
    database = await testDatabase();
    store = await PostgresEventStore.open({ url: database.appUrl });
  });

  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  /** The step of the reaction, as a runner sends it; `try` stands for another event that asks the same. */
  const numbering = (ledger: Ledger, at: number, attempt: string) => {
    const invoiceId = `i${at}`;
    const data = drafted(contentOf({ invoiceId })).draft!;
    const event = { type: 'InvoiceDrafted', data } as unknown as ProjectedEvent;
    const [step] = numberInvoiceWhenDrafted.on.InvoiceDrafted!(event) as [ReactionCommand];
    const { streamId, name, parameters, subjects, decide } = step;
    return ledger.execute(invoiceSeriesStream, {
      ...{ name, parameters, streamId, decide: decide as never, sealed: null, commandHash: '', origin: {} },
      subjects: subjects!,
      commandId: commandIdOf({
        ...{ principal: 'spec', stream: streamName(invoiceSeriesStream, streamId), key: `${at}/${attempt}` },
      }),
      receivedAt: timestamp(Date.now()),
    });
  };

  it('are 1 to n without a hole or a double, whoever asks at once, and however often', async () => {
    const ledgers = [0, 1].map(() => new Ledger({ store, now: Date.now }));
    const all = Array.from({ length: INVOICES }, (_, at) => at);
    await Promise.all(
      all.flatMap((at) => [
        numbering(ledgers[at % 2]!, at, 'once'),
        numbering(ledgers[(at + 1) % 2]!, at, 'again'),
      ]),
    );
    const { events } = await store.readStream('invoiceSeries-INV-2026', { countMax: 1_000 });
    const numbered = events
      .map(({ type, data }) => invoiceSeriesStream.events.decode(type, data))
      .filter((event): event is InvoiceNumbered => event.type === 'InvoiceNumbered')
      .map(({ data }) => data);
    expect(numbered.map(({ ordinal }) => ordinal)).toEqual(all.map((at) => at + 1));
    expect(new Set(numbered.map(({ invoiceId }) => invoiceId)).size).toBe(INVOICES);
    expect(new Set(numbered.map(({ number }) => number)).size).toBe(INVOICES);
    for (const ledger of ledgers) await ledger.close();
  });
});
