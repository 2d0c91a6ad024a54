import type { InvoiceDrafted, InvoiceIssued, InvoicePaid, ProviderInvoiceRecorded } from './invoice-events';

export type InvoiceStatus = 'PENDING' | 'PAID' | 'FAILED' | 'REFUNDED' | 'VOID';

/** What decides what an invoice says of itself. */
export interface Standing {
  readonly totalMinor: bigint;
  readonly isPaid: boolean;
  /** Whether the last attempt to collect it failed. */
  readonly hasFailed: boolean;
  readonly isVoid: boolean;
  readonly creditedMinor: bigint;
}

/** Money comes before words: what is void and was paid all the same is paid. */
export function invoiceStatus(standing: Standing): InvoiceStatus {
  const { totalMinor, isPaid, hasFailed, isVoid, creditedMinor } = standing;
  if (isPaid) return creditedMinor > 0n && creditedMinor === totalMinor ? 'REFUNDED' : 'PAID';
  if (isVoid) return 'VOID';
  return hasFailed ? 'FAILED' : 'PENDING';
}

export interface InvoiceState {
  /** There unless the invoice is missing. */
  readonly draft: InvoiceDrafted['data'] | undefined;
  readonly issued: InvoiceIssued['data'] | null;
  readonly payment: InvoicePaid['data'] | null;
  readonly hasFailed: boolean;
  readonly isVoid: boolean;
  readonly creditedMinor: bigint;
  /** Each refund once. */
  readonly creditedRefunds: readonly string[];
  readonly overpayments: readonly Overpayment[];
  readonly providerInvoice: Pick<
    ProviderInvoiceRecorded['data'],
    'providerInvoiceId' | 'providerStatus' | 'hostedUrl'
  > | null;
}

export interface Overpayment {
  readonly orderId: string;
  readonly amountMinor: bigint;
  readonly returnedMinor: bigint;
  readonly refundIds: readonly string[];
}

export type DraftedInvoice = InvoiceState & { readonly draft: InvoiceDrafted['data'] };

export function noInvoice(): InvoiceState {
  return {
    draft: undefined,
    issued: null,
    payment: null,
    hasFailed: false,
    isVoid: false,
    creditedMinor: 0n,
    creditedRefunds: [],
    overpayments: [],
    providerInvoice: null,
  };
}

export function isDrafted(state: InvoiceState): state is DraftedInvoice {
  return state.draft !== undefined;
}

export function statusOf(state: DraftedInvoice): InvoiceStatus {
  const { draft, payment, hasFailed, isVoid, creditedMinor } = state;
  const { totalMinor } = draft.totals;
  return invoiceStatus({ totalMinor, isPaid: payment !== null, hasFailed, isVoid, creditedMinor });
}
