import type { TaxTerms } from '../domain/money/lines';
import { isDrafted, statusOf } from '../domain/invoice/invoice-state';
import { GivenInvoicing, lineOf, SELLER, VISA } from '../testing/given-invoicing';
import { creditNoteIdOf, invoiceIdOfOrder } from './invoice-ids';

const VAT: TaxTerms = { name: 'VAT', country: 'DE', percent: '19', inclusive: true };

describe('invoices of orders', () => {
  let given: GivenInvoicing;
  const invoice = async (id: string) => {
    const state = await given.invoice(id);
    if (!isDrafted(state)) throw new Error('no such invoice');
    return { ...state, status: statusOf(state) };
  };
  const ofOrder = (orderId: string) => invoice(invoiceIdOfOrder(orderId));

  beforeEach(async () => {
    given = await GivenInvoicing.begin('2026-11-21T09:00:00.000Z');
  });

  it('are issued as paid when credits are paid, with who sells, what, the tax and the means', async () => {
    await given.placed('o1', { lines: [lineOf(1_190n)], tax: VAT, currency: 'EUR' });
    await given.paid('o1');
    await given.reacting.settled();
    expect(await ofOrder('o1')).toMatchObject({
      status: 'PAID',
      draft: {
        kind: 'invoice',
        orderId: 'o1',
        seller: SELLER,
        tax: VAT,
        totals: { subtotalMinor: 1_000n, taxMinor: 190n, totalMinor: 1_190n, currency: 'EUR' },
      },
      issued: {
        number: 'INV-2026-000001',
        issuedAt: '2026-11-21T09:00:00.000Z',
        dueAt: '2026-11-21T09:00:00.000Z',
      },
      payment: { paymentId: 'pay-o1', method: VISA, amountMinor: 1_190n },
    });
    expect(given.reacting.items()).toEqual([]);
  });

  it('are not issued before the payment', async () => {
    await given.placed('o1');
    await given.reacting.settled();
    expect((await given.invoice(invoiceIdOfOrder('o1'))).draft).toBeUndefined();
  });

  it('get one number, however often everything is done again', async () => {
    await given.placed('o1');
    await given.placed('o2');
    await given.paid('o1');
    await given.paid('o2');
    await given.reacting.settled();
    const before = [await ofOrder('o1'), await ofOrder('o2')];
    await given.reacting.forget();
    given.at('2027-02-01T09:00:00.000Z');
    await given.reacting.settled();
    expect([await ofOrder('o1'), await ofOrder('o2')]).toEqual(before);
    expect(before.map(({ issued }) => issued?.number).sort()).toEqual(['INV-2026-000001', 'INV-2026-000002']);
  });

  it('begin at one again with the year, at midnight UTC', async () => {
    given.at('2026-12-31T23:59:59.999Z');
    await given.placed('o1');
    await given.paid('o1');
    await given.reacting.settled();
    given.at('2027-01-01T00:00:00.000Z');
    await given.placed('o2');
    await given.paid('o2');
    await given.reacting.settled();
    expect((await ofOrder('o1')).issued).toMatchObject({
      number: 'INV-2026-000001',
      issuedAt: '2026-12-31T23:59:59.999Z',
    });
    expect((await ofOrder('o2')).issued).toMatchObject({
      number: 'INV-2027-000001',
      issuedAt: '2027-01-01T00:00:00.000Z',
    });
  });

  it('are credited in parts to the cent, tax and all, and are refunded when nothing is left', async () => {
    await given.placed('o1', { lines: [lineOf(1_000n)], tax: VAT, currency: 'EUR' });
    await given.paid('o1');
    await given.refunded('o1', 'r1', 333n);
    await given.reacting.settled();
    given.at('2026-11-21T09:01:00.000Z');
    await given.reacting.settled();
    expect(await ofOrder('o1')).toMatchObject({ status: 'PAID', creditedMinor: 333n });
    await given.refunded('o1', 'r2', 333n);
    await given.refunded('o1', 'r3', 334n);
    await given.reacting.settled();
    const whole = await ofOrder('o1');
    expect(whole).toMatchObject({ status: 'REFUNDED', creditedMinor: 1_000n });
    const notes = await Promise.all(
      ['r1', 'r2', 'r3'].map((refundId) => invoice(creditNoteIdOf(invoiceIdOfOrder('o1'), refundId))),
    );
    expect(notes.map(({ issued }) => issued?.number).sort()).toEqual([
      'CN-2026-000001',
      'CN-2026-000002',
      'CN-2026-000003',
    ]);
    expect(notes.map(({ draft }) => draft.corrects?.number)).toEqual(Array(3).fill('INV-2026-000001'));
    const taxes = notes.map(({ draft }) => draft.totals.taxMinor);
    expect(taxes.reduce((sum, tax) => sum + tax, 0n)).toBe(whole.draft.totals.taxMinor);
    expect(notes.map(({ draft }) => draft.totals.totalMinor)).toEqual([333n, 333n, 334n]);
  });
});
