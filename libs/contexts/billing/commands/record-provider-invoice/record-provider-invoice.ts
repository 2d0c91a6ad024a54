import { isDeepStrictEqual } from 'node:util';
import { accept, Decision, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import type { InvoiceEvent } from '../../domain/invoice/invoice-events';
import { InvoiceState, isDrafted } from '../../domain/invoice/invoice-state';

export interface RecordProviderInvoice {
  readonly invoiceId: string;
  readonly accountId: string;
  /** The provider's own id of it: one invoice of ours has it, for ever. */
  readonly providerInvoiceId: string;
  /** The provider's own words; ours decide by none of them. */
  readonly providerStatus: string;
  readonly hostedUrl: string | null;
}

/** How a provider knows an invoice of ours; what it is called there never changes, how it stands may. */
export function recordProviderInvoice(
  { accountId, ...told }: RecordProviderInvoice,
  state: InvoiceState,
  { now }: { readonly now: Timestamp },
): Decision<InvoiceEvent> {
  const { invoiceId, ...known } = told;
  if (!isDrafted(state) || state.draft.accountId !== accountId) {
    return refuse('invoice-not-found', { invoiceId });
  }
  const { providerInvoice } = state;
  if (providerInvoice && providerInvoice.providerInvoiceId !== told.providerInvoiceId) {
    return refuse('provider-invoice-differs', { known: providerInvoice.providerInvoiceId });
  }
  if (providerInvoice && isDeepStrictEqual(knownOf(providerInvoice), known)) return noEffect('known-so');

  return accept({ type: 'ProviderInvoiceRecorded', data: { ...told, recordedAt: now } });
}

function knownOf({
  providerInvoiceId,
  providerStatus,
  hostedUrl,
}: NonNullable<InvoiceState['providerInvoice']>) {
  return { providerInvoiceId, providerStatus, hostedUrl };
}
