import { accept, Decision, DomainEvent, invariant, noEffect, Timestamp } from '@ledgerline/kernel';
import type { Buyer, InvoiceContent, Seller } from './invoice-content';
import type { InvoiceDrafted, InvoiceEvent, InvoicePaid } from './invoice-events';
import { InvoiceState, isDrafted } from './invoice-state';
import { seriesOf } from '../invoice-series/invoice-series';

export interface DraftInvoice {
  readonly content: InvoiceContent;
  readonly seller: Seller;
  readonly buyer: Buyer;
  digestOf(content: Omit<InvoiceDrafted['data'], 'digest'>): string;
}

/** What an invoice will say for ever. Asked for twice, the first stands. */
export function draftInvoice(
  { content, seller, buyer, digestOf }: DraftInvoice,
  state: InvoiceState,
  { now }: { readonly now: Timestamp },
): Decision<InvoiceEvent> {
  if (isDrafted(state)) return noEffect('drafted-already');
  const { subtotalMinor, taxMinor, totalMinor } = content.totals;
  invariant(subtotalMinor + taxMinor === totalMinor, 'subtotal and tax of an invoice are its total');
  invariant(sumOfLines(content) === linesComeTo(content), 'the lines of an invoice are its total');

  const { paid, lines, ...said } = content;
  const series = seriesOf(content.kind, buyer.testClockId);
  const year = Number(now.slice(0, 4));
  const drafted = { ...said, lines: [...lines], seller, buyer, series, year, draftedAt: now };
  const events: readonly DomainEvent[] = [
    { type: 'InvoiceDrafted', data: { ...drafted, digest: digestOf(drafted) } } satisfies InvoiceDrafted,
    ...(paid ? [paidBy(content, paid)] : []),
  ];
  return accept(...(events as readonly InvoiceEvent[]));
}

function paidBy(content: InvoiceContent, paid: NonNullable<InvoiceContent['paid']>): InvoicePaid {
  const { invoiceId, kind, orderId, totals } = content;
  const { totalMinor: amountMinor, currency } = totals;
  const paying = kind === 'invoice' ? orderId : null;
  return { type: 'InvoicePaid', data: { invoiceId, orderId: paying, ...paid, amountMinor, currency } };
}

function sumOfLines({ lines }: InvoiceContent): bigint {
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** Lines are as priced: with the tax where it is inclusive. */
function linesComeTo({ tax, totals }: InvoiceContent): bigint {
  return tax?.inclusive ? totals.totalMinor : totals.subtotalMinor;
}
