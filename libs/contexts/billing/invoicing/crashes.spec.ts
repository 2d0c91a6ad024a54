import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { isDrafted, statusOf } from '../domain/invoice/invoice-state';
import type { InvoiceNumbered } from '../domain/invoice-series/invoice-series';
import { invoiceSeriesStream } from '../streams/invoice-series-stream';
import { dyingStore } from '../testing/dying-store';
import { GivenInvoicing } from '../testing/given-invoicing';
import { creditNoteIdOf, invoiceIdOfOrder } from './invoice-ids';

const START = '2026-12-31T23:59:00.000Z';
const AFTER = '2027-01-01T00:10:00.000Z';
/** Of what the reactions append to two orders, one of them refunded: more than there are. */
const APPENDS_MAX = 24;

async function paidOrders(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  const given = await GivenInvoicing.begin(START, store);
  for (const orderId of ['o1', 'o2']) {
    await given.placed(orderId);
    await given.paid(orderId);
  }
  await given.refunded('o1', 'r1', 400n);
  return store;
}

/** Everything, what had to wait included. */
async function allOf(given: GivenInvoicing): Promise<void> {
  for (const instant of ['2026-12-31T23:59:20.000Z', '2027-01-01T00:00:00.000Z', AFTER]) {
    await given.reacting.settled();
    given.at(instant);
  }
  await given.reacting.settled();
}

async function numbersOf(store: MemoryEventStore, series: string): Promise<InvoiceNumbered['data'][]> {
  const { events } = await store.readStream(`invoiceSeries-${series}`, { countMax: 100 });
  const decoded = events.map(({ type, data }) => invoiceSeriesStream.events.decode(type, data));
  return decoded.filter(({ type }) => type === 'InvoiceNumbered').map(({ data }) => data);
}

/** What stands in the log when everything is done, whatever happened on the way. */
async function assertIssued(store: MemoryEventStore): Promise<void> {
  const given = await GivenInvoicing.begin(AFTER, store);
  await given.reacting.settled();
  given.at('2027-01-01T00:30:00.000Z');
  await given.reacting.settled();
  expect(given.reacting.items()).toEqual([]);
  const inv = [...(await numbersOf(store, 'INV-2026')), ...(await numbersOf(store, 'INV-2027'))];
  const of = (year: number) => inv.filter((one) => one.year === year).map(({ ordinal }) => ordinal);
  expect([...of(2026), ...of(2027)]).toEqual([
    ...of(2026).map((_, at) => at + 1),
    ...of(2027).map((_, at) => at + 1),
  ]);
  const invoiceIds = ['o1', 'o2'].map(invoiceIdOfOrder);
  expect(inv.map(({ invoiceId }) => invoiceId).sort()).toEqual([...invoiceIds].sort());
  const notes = [...(await numbersOf(store, 'CN-2026')), ...(await numbersOf(store, 'CN-2027'))];
  expect(notes.map(({ invoiceId }) => invoiceId)).toEqual([creditNoteIdOf(invoiceIds[0]!, 'r1')]);
  for (const { invoiceId, number } of [...inv, ...notes]) {
    const state = await given.invoice(invoiceId);
    expect(state.issued?.number).toBe(number);
    expect(isDrafted(state) && statusOf(state)).toBe('PAID');
  }
  expect((await given.invoice(invoiceIds[0]!)).creditedMinor).toBe(400n);
}

describe('a process that dies while it issues invoices', () => {
  it.each(['before', 'after'] as const)(
    '%s any append leaves no hole, no double and nothing unsaid',
    async (when) => {
      let deaths = 0;
      for (let at = 1; at <= APPENDS_MAX; at++) {
        const store = await paidOrders();
        const dying = dyingStore(store, { at, when });
        const given = await GivenInvoicing.begin(START, dying.store);
        const died = await Promise.race([dying.death.then(() => 1), allOf(given).then(() => 0)]);
        deaths += died;
        await assertIssued(store);
      }
      expect(deaths).toBeGreaterThanOrEqual(8);
      expect(deaths).toBeLessThan(APPENDS_MAX);
    },
  );
});
