import { noInvoice, statusOf, isDrafted, InvoiceState } from '../domain/invoice/invoice-state';
import { after, drafted, issued, NOON, PAID } from '../testing/an-invoice';
import { recordInvoicePayment } from '../domain/invoice/record-invoice-payment';
import { failInvoice } from '../domain/invoice/fail-invoice';
import { finishInvoice } from '../domain/invoice/finish-invoice';
import { voidInvoice } from '../commands/void-invoice/void-invoice';
import { creditInvoice, CreditInvoice } from '../domain/invoice/credit-invoice';

const TOTALS = { subtotalMinor: 1_000n, taxMinor: 0n, totalMinor: 1_000n, currency: 'USD' };
const pay = (state: InvoiceState, orderId = 'o1') =>
  recordInvoicePayment(
    { invoiceId: 'i1', totals: TOTALS, ...PAID, orderId, paymentId: `pay-${orderId}` },
    state,
  );
const credit = (state: InvoiceState, more: Partial<CreditInvoice> = {}) =>
  creditInvoice(
    {
      ...{ invoiceId: 'i1', orderId: 'o1', refundId: 'r1', creditNoteId: 'c1', amountMinor: 400n },
      ...{ reason: 'late', refundedAt: NOON, ...more },
    },
    state,
  );
const then = (state: InvoiceState, decide: (state: InvoiceState) => ReturnType<typeof pay>): InvoiceState => {
  const decision = decide(state);
  if (decision.kind !== 'accepted') throw new Error(decision.reason);
  return after(state, ...decision.events);
};
const statusAfter = (state: InvoiceState) => (isDrafted(state) ? statusOf(state) : 'missing');
const paid = () => then(issued(), pay);
const refusal = (reason: string) => expect.objectContaining({ kind: 'refused', reason });

describe('crediting an invoice', () => {
  it('takes so much from it, and is refunded when all of it is taken', () => {
    const first = then(paid(), credit);
    expect(first.creditedMinor).toBe(400n);
    expect(statusAfter(first)).toBe('PAID');
    const all = then(first, (state) => credit(state, { refundId: 'r2', amountMinor: 600n }));
    expect(statusAfter(all)).toBe('REFUNDED');
  });

  it('takes a refund once', () => {
    expect(credit(then(paid(), credit))).toEqual({ kind: 'no-effect', reason: 'credited-already' });
  });

  it('never takes more than there is', () => {
    expect(credit(paid(), { amountMinor: 1_000n })).toMatchObject({ kind: 'accepted' });
    expect(() => credit(paid(), { amountMinor: 1_001n })).toThrow('never more than was paid');
  });

  it('waits for the draft, the payment and the number', () => {
    expect(credit(noInvoice())).toEqual(refusal('invoice-not-found'));
    expect(credit(issued())).toEqual(refusal('invoice-not-paid'));
    expect(credit(paid(), { orderId: 'o9' })).toEqual(refusal('invoice-not-paid'));
    expect(credit(then(drafted(), pay))).toEqual(refusal('invoice-not-issued'));
  });
});

describe('paying an invoice', () => {
  it('settles it once, whoever fails after that', () => {
    expect(statusAfter(issued())).toBe('PENDING');
    const fails = (state: InvoiceState) =>
      failInvoice({ invoiceId: 'i1', orderId: 'o1', reason: 'declined', failedAt: NOON }, state);
    const failed = then(issued(), fails);
    expect(statusAfter(failed)).toBe('FAILED');
    const done = then(failed, pay);
    expect(statusAfter(done)).toBe('PAID');
    expect(pay(done)).toEqual({ kind: 'no-effect', reason: 'paid-already' });
    expect(fails(done)).toEqual({ kind: 'no-effect', reason: 'paid-already' });
    expect(fails(noInvoice())).toEqual(refusal('invoice-not-found'));
    expect(pay(noInvoice())).toEqual(refusal('invoice-not-found'));
  });

  it('by a second order is too much, and goes back without a credit note', () => {
    const twice = then(paid(), (state) => pay(state, 'o2'));
    expect(twice.overpayments).toMatchObject([{ orderId: 'o2', amountMinor: 1_000n, returnedMinor: 0n }]);
    const back = then(twice, (state) => credit(state, { orderId: 'o2', amountMinor: 1_000n }));
    expect(back.overpayments).toMatchObject([{ returnedMinor: 1_000n }]);
    expect(back.creditedMinor).toBe(0n);
    expect(credit(back, { orderId: 'o2' })).toEqual({ kind: 'no-effect', reason: 'returned-already' });
    expect(() =>
      then(back, (state) => credit(state, { orderId: 'o2', refundId: 'r2', amountMinor: 1n })),
    ).toThrow('no more of a payment goes back than came');
  });

  it('with another amount is no payment of it', () => {
    const totals = { ...TOTALS, totalMinor: 999n };
    const asked = { invoiceId: 'i1', totals, ...PAID };
    expect(() => recordInvoicePayment(asked, issued())).toThrow('exactly its total');
  });
});

describe('voiding an invoice', () => {
  const voided = (state: InvoiceState, accountId = 'ada') =>
    voidInvoice({ invoiceId: 'i1', accountId, reason: 'mistake' }, state, { now: NOON });

  it('ends what nobody has paid, and yields to money that comes all the same', () => {
    const gone = then(issued(), voided);
    expect(statusAfter(gone)).toBe('VOID');
    expect(voided(gone)).toEqual({ kind: 'no-effect', reason: 'void-already' });
    expect(statusAfter(then(gone, pay))).toBe('PAID');
  });

  it('is refused of what is paid, and of what is not the account’s', () => {
    expect(voided(paid())).toEqual(refusal('invoice-paid'));
    expect(voided(issued(), 'bob')).toEqual(refusal('invoice-not-found'));
    expect(voided(noInvoice())).toEqual(refusal('invoice-not-found'));
  });
});

describe('finishing an invoice', () => {
  const numbered = (digest: string) => ({
    ...{
      series: 'INV',
      year: 2026,
      ordinal: 1,
      number: 'INV-2026-000001',
      invoiceId: 'i1',
      accountId: 'ada',
    },
    ...{ issuedAt: NOON, digest },
  });

  it('tells its number, and when it is due', () => {
    const draft = drafted();
    expect(finishInvoice(numbered(draft.draft!.digest), draft)).toMatchObject({
      events: [{ data: { number: 'INV-2026-000001', dueAt: '2026-12-05T12:00:00.000Z' } }],
    });
  });

  it('is done once, of a draft, and of the content that was numbered', () => {
    expect(finishInvoice(numbered('x'), noInvoice())).toEqual(refusal('invoice-not-found'));
    expect(finishInvoice(numbered('x'), issued())).toEqual({ kind: 'no-effect', reason: 'issued-already' });
    expect(() => finishInvoice(numbered('x'), drafted())).toThrow('the content that was drafted');
  });
});
