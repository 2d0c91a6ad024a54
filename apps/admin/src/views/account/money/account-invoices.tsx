import { moneyLists } from '../../../api/money-queries';
import { Acting } from '../../../commands/acting';
import { CsvLink } from '../../../elements/csv-link';
import { Panel } from '../../../elements/panel';
import { InvoiceTable } from '../../money/invoice-table';

/** The papers of an account: what it was asked for, and what was given back. */
export function AccountInvoices({ accountId }: { accountId: string }) {
  const source = moneyLists.invoicesOf(accountId);
  return (
    <Acting>
      {(ask) => (
        <Panel
          title="Invoices"
          note="Newest first; immutable once they have a number"
          actions={<CsvLink source={source} name={`invoices-${accountId}`} />}
          flush
        >
          <InvoiceTable source={source} ask={ask} ofOne />
        </Panel>
      )}
    </Acting>
  );
}
