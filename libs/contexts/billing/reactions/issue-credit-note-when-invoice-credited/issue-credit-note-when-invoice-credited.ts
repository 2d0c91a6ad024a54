import { invariant } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { Reaction } from '@ledgerline/platform/reactions';
import { creditNoteOf } from '../../domain/invoice/credit-note';
import type { InvoiceCredited } from '../../domain/invoice/invoice-events';
import { isDrafted } from '../../domain/invoice/invoice-state';
import { draftStep } from '../../invoicing/issue-invoice';
import { invoiceStream } from '../../streams/invoice-stream';

/** What an invoice was credited becomes a paper of its own, with the sides of the invoice it corrects. */
export function issueCreditNoteWhenInvoiceCredited({
  ledger,
}: {
  readonly ledger: Pick<Ledger, 'read'>;
}): Reaction {
  return {
    name: 'issue-credit-note-when-invoice-credited',
    on: {
      InvoiceCredited: ({ data }) => {
        const credited = data as InvoiceCredited['data'];
        const perform = async () => {
          const { state } = await ledger.read(invoiceStream, credited.invoiceId);
          invariant(isDrafted(state) && state.issued, 'only what is issued is credited');
          return [draftStep(creditNoteOf(credited, { ...state, issued: state.issued }))];
        };
        return [{ kind: 'deed', name: 'ReadCreditedInvoice', perform }];
      },
    },
  };
}
