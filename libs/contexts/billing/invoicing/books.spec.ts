import fc from 'fast-check';
import { epochMsOf, timestamp } from '@ledgerline/kernel';
import { foldInMemory, ProjectedEvent } from '@ledgerline/platform/projections';
import { invoices, InvoiceRow } from '../projections/invoices/invoices';
import { invoiceStream } from '../streams/invoice-stream';
import { orderStream } from '../streams/order-stream';
import { GivenInvoicing, lineOf } from '../testing/given-invoicing';

const START = '2026-11-21T09:00:00.000Z';
const ORDERS = ['o1', 'o2', 'o3'] as const;
const CURRENCIES = ['USD', 'JPY', 'KWD'] as const;

type Act =
  | { readonly kind: 'pay'; readonly order: number }
  | { readonly kind: 'refund'; readonly order: number; readonly share: number }
  | { readonly kind: 'react' }
  | { readonly kind: 'crash' };

const order = fc.integer({ min: 0, max: ORDERS.length - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('pay' as const), order }),
  fc.record({ kind: fc.constant('refund' as const), order, share: fc.constantFrom(7, 33, 50, 100) }),
  fc.record({ kind: fc.constant('react' as const) }),
  fc.record({ kind: fc.constant('crash' as const) }),
);
const amounts = fc.array(fc.bigInt(1n, 99_999n), { minLength: ORDERS.length, maxLength: ORDERS.length });

/** Money as the orders say it, and as the invoices do, by currency. */
async function booksOf(given: GivenInvoicing) {
  const sums = new Map<string, { money: bigint; papers: bigint }>();
  const add = (currency: string, part: 'money' | 'papers', minor: bigint) => {
    const sum = sums.get(currency) ?? { money: 0n, papers: 0n };
    sums.set(currency, { ...sum, [part]: sum[part] + minor });
  };
  for (const orderId of ORDERS) {
    const { placed, payment, refundedMinor } = (await given.ledger.read(orderStream, orderId)).state;
    const { currency, totalMinor } = placed!.totals;
    add(currency, 'money', payment ? totalMinor - refundedMinor : 0n);
  }
  const rows = foldInMemory<InvoiceRow>(invoices, await invoiceEvents(given));
  for (const row of rows) {
    add(row.currency, 'papers', row.kind === 'invoice' ? row.paid_minor : -row.total_minor);
    expect(row.number).not.toBeNull();
  }
  return { sums, rows };
}

async function invoiceEvents(given: GivenInvoicing): Promise<ProjectedEvent[]> {
  const recorded = await given.ledger.store.readAll({ after: undefined, countMax: 1_000 });
  return recorded
    .filter(({ type }) => invoiceStream.events.knows(type))
    .map((event) => ({ ...event, ...invoiceStream.events.decode(event.type, event.data) }) as never);
}

async function happen(given: GivenInvoicing, one: Act): Promise<void> {
  given.at(timestamp(epochMsOf(given.now) + 1_000));
  if (one.kind === 'react') return given.reacting.settled();
  if (one.kind === 'crash') return given.reacting.forget();
  const orderId = ORDERS[one.order]!;
  if (one.kind === 'pay') return given.paid(orderId);
  const { placed, payment, refundedMinor, refunds } = (await given.ledger.read(orderStream, orderId)).state;
  const rest = placed!.totals.totalMinor - refundedMinor;
  const amountMinor = (rest * BigInt(one.share) + 99n) / 100n;
  if (payment && amountMinor > 0n) await given.refunded(orderId, `r${refunds.length}`, amountMinor);
}

describe('the books of invoices', () => {
  it('paid invoices less credit notes are payments less refunds, per currency, whatever happens', async () => {
    const acts = fc.array(act, { minLength: 10, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(acts, amounts, async (happening, priced) => {
        const given = await GivenInvoicing.begin(START);
        for (const [at, orderId] of ORDERS.entries()) {
          const tax = { name: 'VAT', country: 'DE', percent: '19', inclusive: at % 2 === 0 };
          await given.placed(orderId, { lines: [lineOf(priced[at]!)], currency: CURRENCIES[at]!, tax });
        }
        for (const one of happening) await happen(given, one);
        for (const hour of [10, 11, 12]) {
          await given.reacting.settled();
          given.at(`2026-11-21T${hour}:00:00.000Z`);
        }
        await given.reacting.settled();
        expect(given.reacting.items()).toEqual([]);
        const { sums, rows } = await booksOf(given);
        for (const { money, papers } of sums.values()) expect(papers).toBe(money);
        assertTaxGivenBack(rows);
      }),
      { numRuns: 40 },
    );
  });
});

/** What is refunded in full gave back exactly its tax, in however many parts. */
function assertTaxGivenBack(rows: readonly InvoiceRow[]): void {
  for (const invoice of rows.filter(({ state }) => state === 'REFUNDED')) {
    const notes = rows.filter(({ corrects }) => corrects?.invoiceId === invoice.invoice_id);
    expect(notes.reduce((sum, { tax_minor }) => sum + tax_minor, 0n)).toBe(invoice.tax_minor);
    expect(notes.reduce((sum, { total_minor }) => sum + total_minor, 0n)).toBe(invoice.total_minor);
  }
}
