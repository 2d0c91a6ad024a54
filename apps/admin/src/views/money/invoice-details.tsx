import type { Addressee, Invoice, InvoiceLine } from '../../api/contract';
import { DataTable, type Column } from '../../elements/data-table';
import { FactList, type Fact } from '../../elements/fact-list';
import { absoluteTime, dayText } from '../../figures/moments';
import { amountText, isAny, moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { methodText } from './method-text';

const LINES: readonly Column<InvoiceLine>[] = [
  { name: 'Line', lead: true, show: ({ description }) => description },
  { name: 'Type', show: ({ type }) => humanWords(type) },
  { name: 'Quantity', figure: true, show: ({ quantity }) => quantity },
  { name: 'Unit', figure: true, show: ({ unitAmount }) => amountText(unitAmount) },
  { name: 'Without tax', figure: true, show: ({ net }) => amountText(net) },
  { name: 'Tax', figure: true, show: ({ tax }) => amountText(tax) },
  { name: 'Amount', figure: true, show: ({ amount }) => amountText(amount) },
];

/** What it says, line by line, and what proves that it still says it. */
export function InvoiceDetails({ invoice }: { invoice: Invoice }) {
  const numbered = invoice.lines.map((line, at) => ({ ...line, at: String(at) }));
  return (
    <>
      <DataTable caption="lines" columns={LINES} rows={numbered} keyOf={({ at }) => at} />
      <h4>Totals</h4>
      <FactList facts={sumsIn(invoice)} />
      <h4>Parties</h4>
      <FactList
        facts={[
          ['Buyer', addressText(invoice.buyer, invoice.buyer.country)],
          ['Seller', addressText(invoice.seller, null)],
        ]}
      />
      <h4>Payment and proof</h4>
      <FactList facts={originOf(invoice)} />
    </>
  );
}

function sumsIn({ currency, taxRate, ...invoice }: Invoice): readonly Fact[] {
  const money = (amount: string) => moneyText({ amount, currency });
  const ifAny = (amount: string) => isAny(amount) && money(amount);
  const percent = taxRate && `${taxRate.percent} % ${taxRate.name}, ${taxRate.country}`;
  const rate = taxRate ? ` (${percent}, ${taxRate.inclusive ? 'in' : 'on top of'} the price)` : '';
  return [
    ['Without tax', money(invoice.subtotal)],
    ['Tax', `${money(invoice.tax)}${rate}`],
    ['Total', money(invoice.total)],
    ['Paid', money(invoice.amountPaid)],
    ['To pay', ifAny(invoice.amountDue)],
    ['Given back', ifAny(invoice.amountCredited)],
    ['Paid too much', ifAny(invoice.amountOverpaid)],
  ];
}

function originOf(invoice: Invoice): readonly Fact[] {
  const { corrects, period, issuedAt, dueAt, paidAt, paymentMethod, hostedUrl } = invoice;
  return [
    ['Corrects', corrects && `${corrects.number}: ${corrects.reason}`],
    ['Period', period && `${dayText(period.start)} to ${dayText(period.end)}`],
    ['Issued', issuedAt && absoluteTime(issuedAt)],
    ['Due', dueAt && absoluteTime(dueAt)],
    ['Paid', paidAt && absoluteTime(paidAt)],
    ['Paid by', paymentMethod && methodText(paymentMethod)],
    ['Payment', invoice.paymentId],
    ['Order', invoice.orderId],
    ['Subscription', invoice.subscriptionId],
    ['Provider’s invoice', invoice.providerInvoiceId],
    ['Provider says', invoice.providerStatus],
    ['At the provider', hostedUrl && <HostedLink url={hostedUrl} />],
    ['Content SHA-256', <span className="code">{invoice.digest}</span>],
  ];
}

/** A provider's word: led to only where it is a web page. */
function HostedLink({ url }: { url: string }) {
  if (!url.startsWith('https://')) return url;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}

function addressText({ legalName, address, taxId, email }: Addressee, country: string | null): string {
  const parts = [legalName, ...address, country, taxId, email].filter(Boolean);
  return parts.join(', ') || 'nobody was named';
}
