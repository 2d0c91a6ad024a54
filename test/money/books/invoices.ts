import { Log, of, Raw, sum, twice, unlike } from './facts';

/** Numbers without a hole, one invoice for each payment, and papers that say what money did. */
export function checkInvoices(books: Log): readonly string[] {
  const numbered = of(books, 'invoice-series.numbered');
  const id = ({ invoiceId }: Raw) => invoiceId as string;
  return [
    ...twice('an invoice is numbered', numbered.map(id)),
    ...twice(
      'a number is taken',
      numbered.map(({ number }) => number as string),
    ),
    ...[...new Set(numbered.map(seriesOf))].flatMap((series) =>
      checkSeries(
        series,
        numbered.filter((one) => seriesOf(one) === series),
      ),
    ),
    ...of(books, 'invoice.drafted').flatMap((drafted) => checkInvoice(books, drafted)),
    ...of(books, 'order.paid').flatMap((paid) => checkPaper(books, paid)),
    ...checkSums(books),
  ];
}

function seriesOf({ series, year }: Raw): string {
  return `${series}-${year}`;
}

function checkSeries(series: string, numbered: readonly Raw[]): readonly string[] {
  const ordinals = numbered.map(({ ordinal }) => ordinal as number);
  const dates = numbered.map(({ issuedAt }) => issuedAt as string);
  const gapless = ordinals.map((_, index) => index + 1);
  return [
    ...unlike(`numbers of ${series}`, ordinals, gapless),
    ...unlike(`dates of ${series}`, dates, [...dates].sort()),
  ];
}

function checkInvoice(books: Log, drafted: Raw): readonly string[] {
  const { invoiceId, digest, totals } = drafted;
  const isIts = (fact: Raw) => fact.invoiceId === invoiceId;
  const numbered = of(books, 'invoice-series.numbered').filter(isIts);
  const issued = of(books, 'invoice.issued').filter(isIts);
  return [
    ...unlike(`numbers of invoice ${invoiceId}`, numbered.length, 1),
    ...unlike(`digest numbered for ${invoiceId}`, numbered[0]?.digest, digest),
    ...unlike(`number issued for ${invoiceId}`, issued[0]?.number, numbered[0]?.number),
    ...unlike(
      `total of ${invoiceId}`,
      totals.totalMinor,
      BigInt(totals.subtotalMinor) + BigInt(totals.taxMinor),
    ),
  ];
}

/** A payment stands on one paper, once: as what was owed, or as too much. */
function checkPaper(books: Log, { orderId, paymentId, totals }: Raw): readonly string[] {
  const papers = [...of(books, 'invoice.paid'), ...of(books, 'invoice.overpaid')].filter(
    (fact) => fact.orderId === orderId,
  );
  const [paper] = papers;
  return [
    ...unlike(`invoices of order ${orderId}`, papers.length, 1),
    ...unlike(`payment on the invoice of ${orderId}`, paper?.paymentId, paymentId),
    ...unlike(`amount on the invoice of ${orderId}`, paper?.amountMinor, totals.totalMinor),
  ];
}

/** Paid invoices less credit notes are payments less refunds, per currency. */
function checkSums(books: Log): readonly string[] {
  const currencyOf = ({ currency, totals }: Raw): string => currency ?? totals.currency;
  const types = ['order.paid', 'order.refunded', 'invoice.paid', 'invoice.overpaid', 'invoice.credited'];
  const currencies = new Set(types.flatMap((type) => of(books, type).map(currencyOf)));
  const total = (type: string, currency: string, amount: (one: Raw) => string) =>
    sum(
      of(books, type).filter((one) => currencyOf(one) === currency),
      amount,
    );
  return [...currencies].flatMap((currency) => {
    const payments = total('order.paid', currency, ({ totals }) => totals.totalMinor);
    const refunds = total('order.refunded', currency, ({ amountMinor }) => amountMinor);
    const ofOrders = { ...books, facts: books.facts.filter(({ data }) => data.orderId !== null) };
    const paid = sum(
      of(ofOrders, 'invoice.paid').filter((one) => one.currency === currency),
      ({ amountMinor }) => amountMinor,
    );
    const overpaid =
      total('invoice.overpaid', currency, ({ amountMinor }) => amountMinor) -
      total('invoice.overpayment-returned', currency, ({ amountMinor }) => amountMinor);
    const credited = total('invoice.credited', currency, ({ totals }) => totals.totalMinor);
    const notes = sum(
      of(books, 'invoice.drafted').filter(
        (one) => one.kind === 'credit-note' && currencyOf(one) === currency,
      ),
      ({ totals }) => totals.totalMinor,
    );
    return [
      ...unlike(`paid invoices less credits in ${currency}`, paid + overpaid - credited, payments - refunds),
      ...unlike(`credit notes in ${currency}`, notes, credited),
    ];
  });
}
