import { v5 } from 'uuid';

const INVOICE_ID_NAMESPACE = '0c6f3d9e-52b7-5e14-8a0d-6b7f21c94e58';

/** The invoice of an order for credits: one, however often it is asked for. */
export function invoiceIdOfOrder(orderId: string): string {
  return idOf('order', orderId);
}

/** The invoice of a subscription's charge, by the charge's name (`renew:<subscription>:<n>`). */
export function invoiceIdOfCharge(charge: string): string {
  return idOf('charge', charge);
}

/** The credit note for a refund of an invoice. */
export function creditNoteIdOf(invoiceId: string, refundId: string): string {
  return idOf('refund', invoiceId, refundId);
}

function idOf(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), INVOICE_ID_NAMESPACE);
}
