import type { Asked, Reads } from '@ledgerline/platform/queries';
import { invoicePdf } from '../../invoicing/pdf/invoice-pdf';
import { FindInvoice, findInvoice } from './invoices.queries';

/** An invoice as a paper, and what it is called as a file. */
export interface InvoicePaper {
  readonly pdf: Buffer;
  /** `INV-2026-000042.pdf` */
  readonly filename: string;
}

/** The paper of an invoice; `undefined` where there is none, and before it has a number. */
export async function invoicePaper(
  reads: Reads,
  asked: { readonly invoiceId: string; readonly accountId?: string | undefined } & Asked,
): Promise<{ paper: InvoicePaper | undefined; position: string | null }> {
  const question = new FindInvoice(asked.invoiceId, asked.accountId, asked);
  const { invoice, position } = await findInvoice(reads, question);
  if (!invoice?.number) return { paper: undefined, position };
  return { paper: { pdf: await invoicePdf(invoice), filename: `${invoice.number}.pdf` }, position };
}
