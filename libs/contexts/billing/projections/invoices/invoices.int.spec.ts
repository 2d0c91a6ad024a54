import { text } from 'node:stream/consumers';
import { accept } from '@ledgerline/kernel';
import { partyStream } from '@ledgerline/contexts/identity';
import { testDatabase } from '@ledgerline/testing';
import { voidInvoice } from '../../commands/void-invoice/void-invoice';
import type { OrderPurpose } from '../../domain/order/order-events';
import { invoiceIdOfOrder } from '../../invoicing/invoice-ids';
import { draftStep } from '../../invoicing/issue-invoice';
import { invoiceStream } from '../../streams/invoice-stream';
import { givenBillingReads } from '../../testing/given-billing-reads';
import { GivenInvoicing, lineOf, SELLER } from '../../testing/given-invoicing';
import { invoices } from './invoices';
import {
  ExportInvoices,
  exportInvoices,
  findInvoice,
  FindInvoice,
  ListInvoices,
  listInvoices,
  SumInvoices,
  sumInvoices,
} from './invoices.queries';

const VAT = { name: 'VAT', country: 'DE', percent: '19', inclusive: true };
const CHARGE: OrderPurpose = {
  ...{ kind: 'subscription', subscriptionId: 's1', charge: 'renew:s1:1', invoiceId: 'inv-s1' },
};

describe('the queries of invoices', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenInvoicing;
  let read: Awaited<ReturnType<typeof givenBillingReads>>;
  const list = async (asked: ListInvoices['asked']) =>
    (await listInvoices(read.reads, new ListInvoices(asked))).items;
  const ofOrder = async (orderId: string) =>
    (await findInvoice(read.reads, new FindInvoice(invoiceIdOfOrder(orderId), undefined, {}))).invoice;

  beforeAll(async () => {
    database = await testDatabase();
    given = await GivenInvoicing.begin('2026-11-21T09:00:00.000Z');
    read = await givenBillingReads(database.appUrl, given.ledger.store, [invoices], given.sealer);
    await givenBuyer();
    await given.placed('o1', {
      lines: [lineOf(1_999n), lineOf(-500n, 'Welcome')],
      tax: VAT,
      currency: 'EUR',
    });
    await given.paid('o1');
    await given.reacting.settled();
    given.at('2026-11-21T09:01:00.000Z');
    await given.refunded('o1', 'r1', 499n);
    await given.placed('o2', { accountId: 'bob', currency: 'JPY', lines: [lineOf(800n)] });
    await given.paid('o2');
    await given.reacting.settled();
    await givenSubscriptionInvoice();
    await given.reacting.settled();
    await read.project();
  });

  afterAll(async () => {
    await read?.end();
    await database?.drop();
  });

  async function givenBuyer(): Promise<void> {
    const details = {
      legalName: 'Lovelace Ltd',
      address: { line1: 'Lindenweg 4', city: 'Hamburg', postalCode: '20095' },
    };
    const sealed = await read.sealer.seal('ada', JSON.stringify(details));
    await given.record(partyStream, 'ada', (_state, { now: changedAt }) =>
      accept({ type: 'BillingDetailsChanged', data: { partyId: 'ada', country: 'DE', sealed, changedAt } }),
    );
  }

  async function givenSubscriptionInvoice(): Promise<void> {
    const step = draftStep({
      content: {
        ...{ invoiceId: 'inv-s1', kind: 'invoice', accountId: 'bob', orderId: null, subscriptionId: 's1' },
        ...{ corrects: null, tax: null, dueDays: 14, paid: null },
        lines: [{ ...lineOf(2_900n, 'Pro, a month'), type: 'subscription' }],
        totals: { subtotalMinor: 2_900n, taxMinor: 0n, totalMinor: 2_900n, currency: 'USD' },
        period: { start: '2026-11-21T00:00:00.000Z', end: '2026-12-21T00:00:00.000Z' },
      },
      seller: SELLER,
      buyer: { country: null, sealedBillingDetails: null, sealedIdentity: null, testClockId: null },
    });
    await given.record(invoiceStream, 'inv-s1', (state, context) => step.decide(state, context) as never);
  }

  it('tell an invoice whole: sides, lines with their tax, means, and what became of it', async () => {
    expect(await ofOrder('o1')).toMatchObject({
      accountId: 'ada',
      number: 'INV-2026-000001',
      state: 'PAID',
      total: '14.99',
      subtotal: '12.60',
      tax: '2.39',
      amountPaid: '14.99',
      amountDue: '0.00',
      amountCredited: '4.99',
      description: '500 credits and 1 more',
      lines: [
        { amount: '19.99', net: '16.80', tax: '3.19', gross: '19.99' },
        { amount: '-5.00', net: '-4.20', tax: '-0.80', gross: '-5.00' },
      ],
      seller: SELLER,
      buyer: {
        legalName: 'Lovelace Ltd',
        address: ['Lindenweg 4', '20095 Hamburg'],
        country: 'DE',
        taxId: null,
      },
      paymentMethod: { brand: 'Visa', last4: '4242' },
      issuedAt: '2026-11-21T09:00:00.000Z',
      orderId: 'o1',
    });
  });

  it('tell no fingerprint of a card', async () => {
    expect((await ofOrder('o1'))?.paymentMethod).not.toHaveProperty('fingerprint');
  });

  it('find an invoice of an account by its account only', async () => {
    const find = async (accountId: string) =>
      (await findInvoice(read.reads, new FindInvoice(invoiceIdOfOrder('o1'), accountId, {}))).invoice;
    expect(await find('ada')).toBeDefined();
    expect(await find('bob')).toBeUndefined();
  });

  it('list them by account, kind, state, currency, number and time, the newest first', async () => {
    const numbers = async (asked: ListInvoices['asked']) => (await list(asked)).map(({ number }) => number);
    expect((await list({})).length).toBe(4);
    expect(await numbers({ accountId: 'ada' })).toEqual(['CN-2026-000001', 'INV-2026-000001']);
    expect(await numbers({ kind: 'credit-note' })).toEqual(['CN-2026-000001']);
    expect(await numbers({ state: 'PENDING' })).toEqual(['INV-2026-000003']);
    expect(await numbers({ currency: 'JPY' })).toEqual(['INV-2026-000002']);
    expect(await numbers({ subscriptionId: 's1' })).toEqual(['INV-2026-000003']);
    expect(await numbers({ number: 'INV-2026-000002' })).toEqual(['INV-2026-000002']);
    expect(await numbers({ to: '2026-11-21T09:00:30.000Z' })).toEqual(['INV-2026-000001']);
  });

  it('page through them', async () => {
    const first = await listInvoices(read.reads, new ListInvoices({ limit: 3 }));
    const rest = await list({ limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...rest]).toEqual(await list({}));
  });

  it('tell of a credit note what it corrects, and why', async () => {
    const [note] = await list({ kind: 'credit-note' });
    expect(note).toMatchObject({
      state: 'PAID',
      total: '4.99',
      corrects: { number: 'INV-2026-000001', refundId: 'r1', reason: 'not as described' },
    });
  });

  it('sum them per currency: what stays is what was paid less what was credited', async () => {
    const { items } = await sumInvoices(read.reads, new SumInvoices({}));
    expect(items).toEqual([
      {
        ...NOTHING,
        currency: 'EUR',
        invoices: 1,
        creditNotes: 1,
        invoiced: '14.99',
        tax: '2.39',
        paid: '14.99',
        credited: '4.99',
        overpaid: '0.00',
        due: '0.00',
      },
      {
        ...NOTHING,
        currency: 'JPY',
        invoices: 1,
        invoiced: '800',
        tax: '0',
        paid: '800',
        credited: '0',
        overpaid: '0',
        due: '0',
      },
      {
        ...NOTHING,
        currency: 'USD',
        invoices: 1,
        invoiced: '29.00',
        tax: '0.00',
        paid: '0.00',
        credited: '0.00',
        overpaid: '0.00',
        due: '29.00',
      },
    ]);
  });

  it('export the same as CSV', async () => {
    const { csv } = await exportInvoices(read.reads, new ExportInvoices({ accountId: 'ada' }));
    const [head, note, invoice] = (await text(csv)).split('\n');
    expect(head).toMatch(/^number,kind,state,accountId,buyer,issuedAt/);
    expect(note).toMatch(/^CN-2026-000001,credit-note,PAID,ada,Lovelace Ltd,/);
    expect(invoice).toMatch(
      /^INV-2026-000001,invoice,PAID,ada,.*,EUR,12.60,2.39,14.99,14.99,0.00,4.99,VAT,DE,19,/,
    );
  });

  it('follow a charge from open over failed to paid, and one that is void', async () => {
    await given.placed('o3', { accountId: 'bob', purpose: CHARGE, lines: [lineOf(2_900n)] });
    const failed = {
      orderId: 'o3',
      accountId: 'bob',
      purpose: CHARGE,
      reason: 'card declined',
      failedAt: given.now,
    };
    await given.orderSays('o3', { type: 'OrderFailed', data: failed });
    await given.reacting.settled();
    await read.project();
    expect(await list({ state: 'FAILED' })).toMatchObject([
      {
        number: 'INV-2026-000003',
        failure: 'card declined',
        amountDue: '29.00',
        dueAt: '2026-12-05T09:01:00.000Z',
      },
    ]);
    await given.record(invoiceStream, 'inv-s1', (state, context) =>
      voidInvoice({ invoiceId: 'inv-s1', accountId: 'bob', reason: 'never active' }, state, context),
    );
    await read.project();
    expect(await list({ state: 'VOID' })).toMatchObject([{ voidReason: 'never active', amountDue: '0.00' }]);
    await given.paid('o3');
    await given.reacting.settled();
    await read.project();
    expect(await list({ subscriptionId: 's1' })).toMatchObject([{ state: 'PAID', failure: null }]);
  });
});

const NOTHING = { creditNotes: 0 };
