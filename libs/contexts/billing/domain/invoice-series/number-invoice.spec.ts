import type { InvoiceNumbered } from './invoice-series';
import { emptySeries } from './invoice-series';
import { invoiceSeriesStream } from '../../streams/invoice-series-stream';
import { numberInvoice } from './number-invoice';

const DRAFT = {
  ...{ invoiceId: 'i1', accountId: 'ada', series: 'INV', year: 2026, digest: 'd1' },
  draftedAt: '2026-11-21T12:00:00.000Z',
};
const none = { history: new Map() };

describe('numbering an invoice', () => {
  it('gives the first number of a series and the next ones, with the date of the draft', () => {
    const first = { series: 'INV', year: 2026, ordinal: 1, number: 'INV-2026-000001', invoiceId: 'i1' };
    expect(numberInvoice(DRAFT, emptySeries(), none)).toMatchObject({
      events: [{ type: 'InvoiceNumbered', data: { ...first, issuedAt: DRAFT.draftedAt, digest: 'd1' } }],
    });
    const many = { ordinal: 999_999, lastIssuedAt: '2026-11-20T00:00:00.000Z' };
    expect(numberInvoice(DRAFT, many, none)).toMatchObject({
      events: [{ data: { ordinal: 1_000_000, number: 'INV-2026-1000000' } }],
    });
  });

  it('never dates one before the one before it', () => {
    const state = { ordinal: 4, lastIssuedAt: '2026-11-21T12:00:00.001Z' };
    expect(numberInvoice(DRAFT, state, none)).toMatchObject({
      events: [{ data: { issuedAt: '2026-11-21T12:00:00.001Z' } }],
    });
  });

  it('gives an invoice no second number', () => {
    const data = { ...DRAFT, ordinal: 1, number: 'INV-2026-000001', issuedAt: DRAFT.draftedAt };
    const taken: InvoiceNumbered = { type: 'InvoiceNumbered', data };
    const history = new Map([['i1', [taken]]]);
    const state = invoiceSeriesStream.evolve(emptySeries(), taken);
    expect(numberInvoice(DRAFT, state, { history })).toEqual({
      kind: 'no-effect',
      reason: 'numbered-already',
    });
    expect(() => numberInvoice({ ...DRAFT, digest: 'd2' }, state, { history })).toThrow(
      'a number belongs to one content',
    );
  });

  it('is looked for by the invoice, and a hole or a step back halts the series', () => {
    const data = { ...DRAFT, ordinal: 2, number: 'INV-2026-000002', issuedAt: DRAFT.draftedAt };
    const event: InvoiceNumbered = { type: 'InvoiceNumbered', data };
    expect(invoiceSeriesStream.subjectOf(event)).toBe('i1');
    expect(() => invoiceSeriesStream.evolve(emptySeries(), event)).toThrow('without a hole');
    const later = { ordinal: 1, lastIssuedAt: '2026-12-01T00:00:00.000Z' };
    expect(() => invoiceSeriesStream.evolve(later, event)).toThrow('never dated before');
  });
});
