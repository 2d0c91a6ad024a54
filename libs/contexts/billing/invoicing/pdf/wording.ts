import type { Timestamp } from '@ledgerline/kernel';
import type { InvoiceView } from '../../projections/invoices/invoice-view';

/* How an invoice says things: in English, and the same on every machine. */

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];
const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });
const MINUS = '\u2212';
const BULLETS = '\u2022\u2022\u2022\u2022';

/** "1234567.50" as "1,234,567.50", a real minus before what is less than nothing. */
export function figure(amount: string): string {
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount.startsWith('-') ? MINUS : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** "21 November 2026", in UTC. */
export function day(instant: Timestamp): string {
  const [year, month, date] = instant.slice(0, 10).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "21 Nov 2026", where there is little room. */
export function shortDay(instant: Timestamp): string {
  const [date, month = '', year] = day(instant).split(' ');
  return `${date} ${month.slice(0, 3)} ${year}`;
}

export function countryName(code: string): string {
  return COUNTRIES.of(code) ?? code;
}

/** A period ends where the next one begins: its last day is the one before. */
export function periodText({ start, end }: NonNullable<InvoiceView['period']>): string {
  const last = new Date(Date.parse(end) - 1).toISOString();
  return `${shortDay(start)} \u2013\u00a0${shortDay(last).replaceAll(' ', '\u00a0')}`;
}

/** "VAT 19 % (Germany)"; of an inclusive rate the lines contain it already. */
export function taxText({ taxRate }: Pick<InvoiceView, 'taxRate'>): string {
  if (!taxRate) return 'Tax';
  const { name, percent, country, inclusive } = taxRate;
  return `${name} ${percent} % (${countryName(country)})${inclusive ? ', included' : ''}`;
}

/** "Visa •••• 4242" */
export function methodText(method: InvoiceView['paymentMethod']): string | null {
  if (!method) return null;
  const name = method.brand ?? method.type.replaceAll('_', ' ');
  return method.last4 === null ? name : `${name} ${BULLETS} ${method.last4}`;
}

/** What became of it, in a sentence. */
export function standing(invoice: InvoiceView): string {
  const { kind, state, paidAt, dueAt, currency, total, amountCredited } = invoice;
  const by = methodText(invoice.paymentMethod);
  if (kind === 'credit-note')
    return `Given back${paidAt ? ` on ${day(paidAt)}` : ''}${by ? ` to ${by}` : ''}.`;
  const paid = `Paid${paidAt ? ` on ${day(paidAt)}` : ''}${by ? ` with ${by}` : ''}.`;
  const sentences: Readonly<Record<InvoiceView['state'], string>> = {
    PAID: paid,
    REFUNDED: `${paid} Refunded in full.`,
    VOID: `Void: nothing is to be paid.${invoice.voidReason ? ` ${sentence(invoice.voidReason)}` : ''}`,
    PENDING: `Please pay ${currency} ${figure(total)}${dueAt ? ` by ${day(dueAt)}` : ''}.`,
    FAILED: `The last payment failed. Please pay ${currency} ${figure(total)}${dueAt ? ` by ${day(dueAt)}` : ''}.`,
  };
  const isPart = state === 'PAID' && /[1-9]/.test(amountCredited);
  return sentences[state] + (isPart ? ` ${currency} ${figure(amountCredited)} of it was given back.` : '');
}

function sentence(text: string): string {
  const said = text.trim();
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? '' : '.'}`;
}
