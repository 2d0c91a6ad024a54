import type { Invoice } from '../../api/contract';
import { accountPath, type ListSource } from '../../api/queries';
import { apiUrl } from '../../api/request';
import { useList } from '../../api/use-list';
import { ActButton, type Ask } from '../../commands/acting';
import { accountColumns, momentColumn, moneyColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { Icon } from '../../elements/icon';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { isAny, moneyText } from '../../figures/money';
import { InvoiceDetails } from './invoice-details';
import { voidInvoice } from './money-commands';
import { INVOICE_TONES } from './money-tones';

interface InvoiceTableProps {
  readonly source: ListSource<Invoice>;
  readonly ask: Ask;
  readonly ofOne?: boolean;
}

export function InvoiceTable({ source, ask, ofOne = false }: InvoiceTableProps) {
  return (
    <ListTable
      list={useList(source)}
      caption="invoices"
      columns={columnsWith(ask, ofOne)}
      keyOf={({ invoiceId }) => invoiceId}
      detail={(invoice) => <InvoiceDetails invoice={invoice} />}
      empty={{
        title: 'No invoices',
        advice: 'An invoice is issued when a payment is confirmed or falls due.',
      }}
    />
  );
}

const columnsWith = (ask: Ask, ofOne: boolean): readonly Column<Invoice>[] => [
  {
    name: 'Invoice',
    lead: true,
    show: ({ number, kind, description }) => (
      <>
        <span className="strong">{number ?? 'being issued'}</span>
        <span className="cell-note">{kind === 'invoice' ? description : `Credit note: ${description}`}</span>
      </>
    ),
  },
  ...accountColumns<Invoice>(ofOne),
  {
    name: 'State',
    show: (invoice) => (
      <StateCell state={invoice.state} tone={INVOICE_TONES[invoice.state]} note={noteOn(invoice)} />
    ),
  },
  moneyColumn('Total', ({ total: amount, currency }) => ({ amount, currency })),
  moneyColumn('To pay', ({ amountDue: amount, currency }) => (isAny(amount) ? { amount, currency } : null)),
  momentColumn('Issued', ({ issuedAt }) => issuedAt),
  {
    name: 'Act',
    action: true,
    show: (invoice) => (
      <>
        {(invoice.state === 'PENDING' || invoice.state === 'FAILED') && (
          <ActButton name="Void" about={invoice.number ?? ''} onPress={() => ask(voidInvoice(invoice))} />
        )}
        {invoice.number !== null && <PdfLink invoice={invoice} number={invoice.number} />}
      </>
    ),
  },
];

/** The browser fetches it under the same session. */
function PdfLink({ invoice, number }: { invoice: Invoice; number: string }) {
  const path = `${accountPath(invoice.accountId)}/invoices/${encodeURIComponent(invoice.invoiceId)}/pdf`;
  return (
    <a
      className="button button--small"
      href={apiUrl(path, {})}
      download={`${number}.pdf`}
      aria-label={`PDF of ${number}`}
    >
      <Icon name="download" />
      PDF
    </a>
  );
}

function noteOn({ state, failure, voidReason, amountCredited: amount, currency }: Invoice): string | null {
  const isPart = state === 'PAID' && isAny(amount);
  return voidReason ?? failure ?? (isPart ? `${moneyText({ amount, currency })} given back` : null);
}
