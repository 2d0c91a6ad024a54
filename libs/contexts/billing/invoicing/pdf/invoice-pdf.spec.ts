import { inflateSync } from 'node:zlib';
import { INVOICE_EXAMPLE } from '../../projections/invoices/invoice-example';
import type { InvoiceView } from '../../projections/invoices/invoice-view';
import { invoiceDocument } from './invoice-document';
import { invoicePdf } from './invoice-pdf';

const LINE = INVOICE_EXAMPLE.lines[0]!;
const NOTE: InvoiceView = {
  ...INVOICE_EXAMPLE,
  ...{
    kind: 'credit-note',
    number: 'CN-2026-000003',
    currency: 'JPY',
    subtotal: '800',
    tax: '80',
    total: '880',
  },
  lines: [{ ...LINE, description: 'Refund of invoice INV-2026-000042', unitAmount: '880', amount: '880' }],
  corrects: {
    ...{ invoiceId: 'i1', number: 'INV-2026-000042', issuedAt: '2026-11-21T09:00:00.000Z', refundId: 'r1' },
    reason: 'half of it was not delivered',
  },
};

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
/** Every text of a document, however deep. */
const textsOf = (content: unknown): string[] => {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) =>
    ['style', 'alignment', 'width', 'widths', 'type', 'lineColor', 'color'].includes(name)
      ? []
      : textsOf(value),
  );
};
const said = (invoice: InvoiceView) => textsOf(invoiceDocument(invoice).content).join(' | ');

describe('the paper of an invoice', () => {
  it('is a PDF of the same bytes whenever it is made, dated with the invoice and not with today', async () => {
    const [first, second] = [await invoicePdf(INVOICE_EXAMPLE), await invoicePdf(INVOICE_EXAMPLE)];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.equals(second)).toBe(true);
    expect(first.toString('latin1').match(/D:\d{14}Z/g)).toEqual(Array(2).fill('D:20261121090000Z'));
  });

  it('is of other bytes for another invoice', async () => {
    const other = await invoicePdf({ ...INVOICE_EXAMPLE, number: 'INV-2026-000043' });
    expect(other.equals(await invoicePdf(INVOICE_EXAMPLE))).toBe(false);
  });

  it('holds text, not pictures, in the font that it brings', async () => {
    const pdf = await invoicePdf(INVOICE_EXAMPLE);
    expect(pdf.includes('Roboto-Regular')).toBe(true);
    expect(pdf.includes('/Subtype /Image')).toBe(false);
    const start = pdf.indexOf('stream\n') + 'stream\n'.length;
    expect(inflateSync(pdf.subarray(start)).toString('latin1')).toMatch(/ T[Jj]\n/);
  });

  it('goes on over as many pages as there are lines, each with its heading and number', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => ({ ...LINE, description: `Usage of the day ${at}` }));
    expect(pagesOf(await invoicePdf(INVOICE_EXAMPLE))).toBe(1);
    expect(pagesOf(await invoicePdf({ ...INVOICE_EXAMPLE, lines }))).toBe(2);
  });

  it('says who sells and buys, what, the tax inside the price, and what paid it', () => {
    const text = said(INVOICE_EXAMPLE);
    for (const part of [
      ...['Lumen Works GmbH', '10119 Berlin', 'Tax ID DE 123456789', 'Lovelace Engines Ltd', '20095 Hamburg'],
      ...['INV-2026-000042', '21 November 2026', '500 credits', 'Total without tax | EUR 16.80'],
      ...['VAT 19 % (Germany), included | EUR 3.19', 'Total | EUR 19.99', 'Amount due | EUR 0.00'],
      'Paid on 21 November 2026 with Visa •••• 4242.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('asks for what is open, by when, and for which period', () => {
    const open: InvoiceView = {
      ...INVOICE_EXAMPLE,
      ...{ state: 'PENDING', paidAt: null, amountPaid: '0.00', amountDue: '19.99', paymentMethod: null },
      dueAt: '2026-12-05T09:00:00.000Z',
      period: { start: '2026-11-21T00:00:00.000Z', end: '2026-12-21T00:00:00.000Z' },
    };
    expect(said(open)).toContain('Please pay EUR 19.99 by 5 December 2026.');
    expect(said(open)).toContain('21 Nov 2026 –\u00a020\u00a0Dec\u00a02026');
    expect(said({ ...open, state: 'FAILED' })).toContain('The last payment failed. Please pay EUR 19.99');
  });

  it('says what was given back of it, in part and in full, and when it is void', () => {
    expect(said({ ...INVOICE_EXAMPLE, amountCredited: '5.00' })).toContain('EUR 5.00 of it was given back.');
    expect(said({ ...INVOICE_EXAMPLE, state: 'REFUNDED' })).toContain('Refunded in full.');
    const gone: InvoiceView = { ...INVOICE_EXAMPLE, state: 'VOID', voidReason: 'billed twice' };
    expect(said(gone)).toContain('Void: nothing is to be paid. Billed twice.');
    expect(invoiceDocument(gone).watermark).toMatchObject({ text: 'VOID' });
  });

  it('of a credit note names what it corrects and why, in a currency without decimals', () => {
    const text = said(NOTE);
    expect(text).toContain('Corrects invoice INV-2026-000042 of 21 November 2026. Reason: half of it');
    expect(text).toContain('Credited | JPY 880');
    expect(text).not.toContain('Amount due');
  });

  it('groups figures, of a currency with three decimals too, and has a minus for what is less than nothing', () => {
    const lines = [{ ...LINE, unitAmount: '-1234567.890', amount: '-1234567.890' }];
    expect(said({ ...INVOICE_EXAMPLE, currency: 'KWD', lines })).toContain('−1,234,567.890');
  });

  it('stays within its columns whatever somebody is called, and without a buyer told', async () => {
    const legalName = `Gesellschaft${'x'.repeat(180)}`;
    const long = { ...INVOICE_EXAMPLE, buyer: { ...INVOICE_EXAMPLE.buyer, legalName } };
    expect(textsOf(invoiceDocument(long).content)).toContain('break-all');
    expect(pagesOf(await invoicePdf(long))).toBe(1);
    const nobody = { legalName: null, address: [], country: null, taxId: null, email: null };
    expect(said({ ...INVOICE_EXAMPLE, buyer: nobody })).toContain('Account ada');
  });
});
