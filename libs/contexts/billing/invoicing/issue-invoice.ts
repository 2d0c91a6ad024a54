import { partyStream } from '@ledgerline/contexts/identity';
import type { Timestamp } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { DeedContext, ReactionCommand, Step } from '@ledgerline/platform/reactions';
import type { Sealer } from '@ledgerline/platform/sealing';
import { draftInvoice, DraftInvoice } from '../domain/invoice/draft-invoice';
import type { InvoiceContent, Seller } from '../domain/invoice/invoice-content';
import type { InvoiceState } from '../domain/invoice/invoice-state';
import { contentDigest } from './content-digest';
import { invoiceFamily } from '../invoice-family';

export interface InvoicingParts {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly seller: Seller;
  readonly sealer: Pick<Sealer, 'open' | 'seal'>;
}

/**
 * The steps of a reaction that issue an invoice or a credit note, with the buyer's details as they stand
 * now. Numbering and finishing follow from the draft by reactions of their own, so that a crash in between
 * is healed without the asker.
 */
export function issueInvoice(parts: InvoicingParts, content: InvoiceContent): readonly Step[] {
  const { ledger, seller, sealer } = parts;
  const perform = async ({ now }: DeedContext): Promise<readonly Step[]> => {
    const { state: party } = await ledger.read(partyStream, content.accountId);
    const { country, testClockId } = party;
    const sealedUnder = invoicesKey(now);
    const keep = (sealed: string | null) => sealedAgain(sealer, sealed, [content.accountId, sealedUnder]);
    const [sealedBillingDetails, sealedIdentity] = await Promise.all([
      keep(party.sealedBillingDetails),
      keep(party.sealed),
    ]);
    const buyer = { country, sealedBillingDetails, sealedIdentity, sealedUnder, testClockId };
    return [draftStep({ content, seller, buyer })];
  };
  return [{ kind: 'deed', name: 'ReadBuyer', perform }];
}

/** No party's: their ids hold no slash. The key goes when a year's invoices need not be kept any more. */
function invoicesKey(now: Timestamp): string {
  return `invoices/${now.slice(0, 4)}`;
}

/** Null where nothing was sealed, or the party's key is gone: an invoice of theirs then names nobody. */
async function sealedAgain(
  sealer: InvoicingParts['sealer'],
  sealed: string | null,
  [from, under]: readonly [string, string],
): Promise<string | null> {
  const text = sealed === null ? undefined : await sealer.open(from, sealed);
  return text === undefined ? null : sealer.seal(under, text);
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
