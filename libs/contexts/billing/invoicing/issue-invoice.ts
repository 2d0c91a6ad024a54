import { partyStream } from '@ledgerline/contexts/identity';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { ReactionCommand, Step } from '@ledgerline/platform/reactions';
import { draftInvoice, DraftInvoice } from '../domain/invoice/draft-invoice';
import type { InvoiceContent, Seller } from '../domain/invoice/invoice-content';
import type { InvoiceState } from '../domain/invoice/invoice-state';
import { contentDigest } from './content-digest';
import { invoiceFamily } from '../invoice-family';

export interface InvoicingParts {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly seller: Seller;
}

/**
 * The steps of a reaction that issue an invoice or a credit note, with the buyer's details as they stand
 * now. Numbering and finishing follow from the draft by reactions of their own, so that a crash in between
 * is healed without the asker.
 */
export function issueInvoice({ ledger, seller }: InvoicingParts, content: InvoiceContent): readonly Step[] {
  const perform = async (): Promise<readonly Step[]> => {
    const { state: party } = await ledger.read(partyStream, content.accountId);
    const { country, sealedBillingDetails, sealed: sealedIdentity, testClockId } = party;
    const buyer = { country, sealedBillingDetails, sealedIdentity, testClockId };
    return [draftStep({ content, seller, buyer })];
  };
  return [{ kind: 'deed', name: 'ReadBuyer', perform }];
}

/** The same where everything is known. */
export function draftStep(asked: Omit<DraftInvoice, 'digestOf'>): ReactionCommand {
  const { invoiceId, kind, accountId, orderId, subscriptionId } = asked.content;
  return {
    kind: 'command',
    family: invoiceFamily,
    name: 'DraftInvoice',
    streamId: invoiceId,
    owner: accountId,
    parameters: { invoiceId, kind, orderId, subscriptionId },
    decide: (state, { now }) =>
      draftInvoice({ ...asked, digestOf: contentDigest }, state as InvoiceState, { now }),
    refused: {},
  };
}
