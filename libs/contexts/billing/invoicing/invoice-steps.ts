import type { Timestamp } from '@ledgerline/kernel';
import { ends, ReactionCommand, waits } from '@ledgerline/platform/reactions';
import { creditInvoice, CreditInvoice } from '../domain/invoice/credit-invoice';
import { failInvoice } from '../domain/invoice/fail-invoice';
import { RecordInvoicePayment, recordInvoicePayment } from '../domain/invoice/record-invoice-payment';
import { voidInvoice, VoidInvoice } from '../commands/void-invoice/void-invoice';
import type { InvoicePaymentFailed } from '../domain/invoice/invoice-events';
import type { InvoiceState } from '../domain/invoice/invoice-state';
import { invoiceFamily } from '../invoice-family';

/* What reactions ask of an invoice that is there, or about to be. */

type Given<Command> = Command & { readonly invoiceId: string; readonly accountId: string };
type Step = Pick<ReactionCommand, 'name' | 'parameters' | 'refused'> & {
  readonly of: { readonly invoiceId: string; readonly accountId: string };
  decide(state: InvoiceState, context: { readonly now: Timestamp }): ReturnType<ReactionCommand['decide']>;
};

const NOT_YET = waits('its draft is on its way');

export function recordInvoicePaid(given: Given<RecordInvoicePayment>): ReactionCommand {
  const { orderId, paymentId } = given;
  return step({
    name: 'RecordInvoicePayment',
    of: given,
    parameters: { orderId, paymentId },
    decide: (state) => recordInvoicePayment(given, state),
    refused: { 'invoice-not-found': NOT_YET },
  });
}

export function recordInvoiceFailed(given: Given<InvoicePaymentFailed['data']>): ReactionCommand {
  const { accountId: _, ...failed } = given;
  return step({
    name: 'FailInvoice',
    of: given,
    parameters: { orderId: failed.orderId, reason: failed.reason },
    decide: (state) => failInvoice(failed, state),
    refused: { 'invoice-not-found': NOT_YET },
  });
}

export function creditInvoiceStep(given: Given<CreditInvoice>): ReactionCommand {
  const { orderId, refundId, amountMinor } = given;
  return step({
    name: 'CreditInvoice',
    of: given,
    parameters: { orderId, refundId, amountMinor: amountMinor.toString() },
    decide: (state) => creditInvoice(given, state),
    refused: {
      'invoice-not-found': NOT_YET,
      'invoice-not-paid': waits('what went back had come: its payment is on its way'),
      'invoice-not-issued': waits('a credit note names the number of what it corrects'),
    },
  });
}

/** For what nobody is to pay any more: a subscription that never became active. */
export function voidInvoiceStep(given: Given<VoidInvoice>): ReactionCommand {
  return step({
    name: 'VoidInvoice',
    of: given,
    parameters: { reason: given.reason },
    decide: (state, { now }) => voidInvoice(given, state, { now }),
    refused: {
      'invoice-not-found': NOT_YET,
      'invoice-paid': ends('it was paid meanwhile; what becomes of the money is its order’s to say'),
    },
  });
}

function step({ of: { invoiceId, accountId }, decide, ...rest }: Step): ReactionCommand {
  return {
    ...rest,
    kind: 'command',
    family: invoiceFamily,
    streamId: invoiceId,
    owner: accountId,
    decide: (state, context) => decide(state as InvoiceState, context),
  };
}
