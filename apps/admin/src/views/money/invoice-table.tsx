import type { Invoice } from '../../api/contract';
import { accountPath, type ListSource } from '../../api/queries';
import { apiUrl } from '../../api/request';
import { useList } from '../../api/use-list';
import { ActButton, type Ask } from '../../commands/acting';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { Icon } from '../../elements/icon';
import { ListTable } from '../../elements/list-table';
import { TimeAgo } from '../../elements/time-ago';
import { absoluteTime } from '../../figures/moments';
import { moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { voidInvoice } from './money-commands';
import { INVOICE_TONES } from './money-tones';

const columnsWith = (ask: Ask): readonly Column<Invoice>[] => [
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
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  { name: 'State', show: (invoice) => <InvoiceState invoice={invoice} /> },
  { name: 'Total', figure: true, show: ({ total, currency }) => moneyText({ amount: total, currency }) },
  {
    name: 'Due',
    figure: true,
    show: ({ amountDue, currency }) =>
      Number(amountDue) > 0 ? moneyText({ amount: amountDue, currency }) : '–',
  },
  {
    name: 'Issued',
    figure: true,
    show: ({ issuedAt }) => (issuedAt === null ? '–' : <TimeAgo at={issuedAt} />),
  },
  {
    name: 'Act',
    action: true,
    show: (invoice) => (
      <>
        {invoice.number !== null && <PdfLink invoice={invoice} number={invoice.number} />}
        {(invoice.state === 'PENDING' || invoice.state === 'FAILED') && (
          <ActButton name="Void" about={invoice.number ?? ''} onPress={() => ask(voidInvoice(invoice))} />
        )}
      </>
    ),
  },
];

export function InvoiceTable({ source, ask }: { source: ListSource<Invoice>; ask: Ask }) {
  return (
    <ListTable
      list={useList(source)}
      caption="invoices"
      columns={columnsWith(ask)}
      keyOf={({ invoiceId }) => invoiceId}
      detail={(invoice) => <InvoiceDetails invoice={invoice} />}
      empty={{
        title: 'No invoices',
        advice: 'An invoice is issued when a payment is confirmed or falls due.',
      }}
    />
  );
}

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

function InvoiceState({
  invoice: { state, failure, voidReason, amountCredited, currency },
}: {
  invoice: Invoice;
}) {
  const isPart = state === 'PAID' && Number(amountCredited) > 0;
  const given = moneyText({ amount: amountCredited, currency });
  const note = voidReason ?? failure ?? (isPart ? `${given} given back` : null);
  return (
    <>
      <Badge tone={INVOICE_TONES[state]}>{humanWords(state)}</Badge>
      {note !== null && <span className="cell-note">{note}</span>}
    </>
  );
}

/** What it says, line by line, and what proves that it still says it. */
function InvoiceDetails({ invoice }: { invoice: Invoice }) {
  const { lines, subtotal, tax, currency, buyer, corrects, dueAt, paidAt, orderId, digest } = invoice;
  const money = (amount: string) => moneyText({ amount, currency });
  const facts: readonly (readonly [string, string | null])[] = [
    ...lines.map(({ description, amount }) => [description, money(amount)] as const),
    ['Without tax', money(subtotal)],
    ['Tax', money(tax)],
    ['Buyer', buyer.legalName],
    ['Corrects', corrects && `${corrects.number}: ${corrects.reason}`],
    ['Due', dueAt && absoluteTime(dueAt)],
    ['Paid', paidAt && absoluteTime(paidAt)],
    ['Order', orderId],
    ['Content SHA-256', digest],
  ];
  return (
    <div className="details">
      <dl>
        {facts.map(([name, said], at) =>
          said === null ? null : (
            <div key={at}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
