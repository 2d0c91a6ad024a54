import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { InvoiceView } from '../../projections/invoices/invoice-view';
import { countryName, day, figure, periodText, standing, taxText } from './wording';

const INK = '#1b2733';
const QUIET = '#66727f';
const RULE = '#d5dbe1';
const ACCENT = '#20556b';
const MARGIN = 52;

/** An invoice as a page of A4: pure, so that the same invoice is the same page. */
export function invoiceDocument(invoice: InvoiceView): TDocumentDefinitions {
  const at = new Date(invoice.issuedAt ?? 0);
  const title = titleOf(invoice);
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, 56, MARGIN, 76],
    info: {
      title: `${title} ${invoice.number}`,
      author: invoice.seller.legalName,
      creationDate: at,
      modDate: at,
      producer: 'Ledgerline',
      creator: 'Ledgerline',
    },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, color: INK, lineHeight: 1.25 },
    styles: STYLES,
    content: [
      headOf(invoice, title),
      sidesOf(invoice),
      correctionOf(invoice),
      linesOf(invoice),
      sumsOf(invoice),
    ],
    footer: (page, pages) => footOf(invoice, page, pages),
    ...(invoice.state === 'VOID' && {
      watermark: { text: 'VOID', color: ACCENT, opacity: 0.09, fontSize: 130, bold: true, angle: -35 },
    }),
  };
}

const STYLES = {
  seller: { fontSize: 15, bold: true, color: ACCENT, lineHeight: 1.1 },
  title: { fontSize: 22, lineHeight: 1 },
  label: { fontSize: 8, color: QUIET, lineHeight: 1.4 },
  head: { fontSize: 8, color: QUIET, bold: true },
  strong: { bold: true },
  sum: { fontSize: 11.5, bold: true },
  foot: { fontSize: 7.5, color: QUIET, lineHeight: 1.3 },
};

function titleOf({ kind }: InvoiceView): string {
  return kind === 'invoice' ? 'Invoice' : 'Credit note';
}

function headOf({ seller, number }: InvoiceView, title: string): Content {
  return [
    {
      columns: [
        { ...fitting(seller.legalName, 34), style: 'seller', width: '*', margin: [0, 5, 16, 0] },
        { text: title, style: 'title', width: 'auto', alignment: 'right' },
      ],
    },
    { text: number ?? '', alignment: 'right', color: QUIET, margin: [0, 2, 0, 10] },
    ruleOf(1.2, ACCENT),
  ];
}

function sidesOf(invoice: InvoiceView): Content {
  const { seller, buyer } = invoice;
  const from = [seller.legalName, ...seller.address, taxIdLine(seller.taxId), seller.email];
  const country = buyer.country === null ? null : countryName(buyer.country);
  const name = buyer.legalName ?? `Account ${invoice.accountId}`;
  const to = [name, ...buyer.address, country, taxIdLine(buyer.taxId), buyer.email];
  return {
    columns: [
      { width: 142, stack: sideOf('From', from) },
      { width: '*', stack: sideOf(invoice.kind === 'invoice' ? 'Billed to' : 'Credited to', to) },
      { width: 159, table: { widths: ['auto', '*'], body: factsOf(invoice) }, layout: FACTS },
    ],
    columnGap: 20,
    margin: [0, 22, 0, 26],
  };
}

function sideOf(label: string, lines: readonly (string | null)[]): Content[] {
  const [name = '', ...rest] = lines.filter((line) => line !== null);
  return [
    { text: label, style: 'label' },
    { ...fitting(name, 22), style: 'strong' },
    ...rest.map((line) => fitting(line, 26)),
  ];
}

/** A word that no line holds is broken anywhere; all others where words are. */
function fitting(text: string, lettersMax: number): { text: string; wordBreak?: 'break-all' } {
  const isTooLong = text.split(/\s/).some((word) => word.length > lettersMax);
  return isTooLong ? { text, wordBreak: 'break-all' } : { text };
}

function taxIdLine(taxId: string | null): string | null {
  return taxId === null ? null : `Tax ID ${taxId}`;
}

function factsOf(invoice: InvoiceView): TableCell[][] {
  const { number, issuedAt, dueAt, kind, period } = invoice;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Number', number],
    ['Date of issue', issuedAt && day(issuedAt)],
    ['Due', kind === 'invoice' ? dueAt && day(dueAt) : null],
    ['Period', period && periodText(period)],
  ];
  return facts
    .filter(([, said]) => said !== null)
    .map(([label, said]) => [
      { text: label, style: 'label', noWrap: true, margin: [0, 1.5, 0, 0] },
      { text: said ?? '', alignment: 'right' },
    ]);
}

function correctionOf({ corrects }: InvoiceView): Content {
  if (!corrects) return [];
  const of = `Corrects invoice ${corrects.number} of ${day(corrects.issuedAt)}.`;
  return { text: `${of} Reason: ${corrects.reason}`, margin: [0, 0, 0, 16] };
}

function linesOf({ lines, currency }: InvoiceView): Content {
  const head = ['Description', 'Quantity', 'Unit price', `Amount (${currency})`];
  const cells = head.map((text, at): TableCell => ({
    text,
    style: 'head',
    alignment: at === 0 ? 'left' : 'right',
  }));
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 48, 78, 92],
      body: [
        cells,
        ...lines.map(({ description, quantity, unitAmount, amount }): TableCell[] => [
          fitting(description, 40),
          { text: figure(String(quantity)), alignment: 'right' },
          { text: figure(unitAmount), alignment: 'right' },
          { text: figure(amount), alignment: 'right' },
        ]),
      ],
    },
    layout: LINES,
  };
}

function sumsOf(invoice: InvoiceView): Content {
  const { currency, subtotal, tax, total, amountPaid, amountDue, kind } = invoice;
  const money = (amount: string): string => `${currency} ${figure(amount)}`;
  const rows: (readonly [string, string])[] = [
    [invoice.taxRate?.inclusive ? 'Total without tax' : 'Subtotal', money(subtotal)],
    [taxText(invoice), money(tax)],
  ];
  const paid: (readonly [string, string])[] =
    kind === 'invoice'
      ? [
          ['Paid', money(amountPaid)],
          ['Amount due', money(amountDue)],
        ]
      : [];
  const cell = ([label, said]: readonly [string, string], style?: string): TableCell[] => [
    { text: label, style: style ?? [] },
    { text: said, alignment: 'right', style: style ?? [], noWrap: true },
  ];
  const sum = cell([kind === 'invoice' ? 'Total' : 'Credited', money(total)], 'sum');
  const body = [...rows.map((row) => cell(row)), sum, ...paid.map((row) => cell(row))];
  return {
    unbreakable: true,
    columns: [
      { width: '*', text: standing(invoice), margin: [0, 4, 24, 0] },
      { width: 248, table: { widths: ['*', 'auto'], body }, layout: SUMS },
    ],
    margin: [0, 14, 0, 0],
  };
}

function footOf({ seller, digest, number }: InvoiceView, page: number, pages: number): Content {
  const said = [seller.legalName, taxIdLine(seller.taxId), seller.email].filter((part) => part !== null);
  return {
    margin: [MARGIN, 14, MARGIN, 0],
    stack: [
      ruleOf(0.5, RULE),
      {
        columns: [
          { text: said.join('  \u00b7  '), width: '*' },
          { text: `${number}  \u00b7  page ${page} of ${pages}`, width: 'auto', alignment: 'right' },
        ],
        style: 'foot',
        columnGap: 16,
        margin: [0, 7, 0, 0],
      },
      { text: `Content SHA-256 ${digest}`, style: 'foot' },
    ],
  };
}

/** A line across the page, within its margins. */
function ruleOf(lineWidth: number, lineColor: string): Content {
  const across = 595.28 - 2 * MARGIN;
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: across, y2: 0, lineWidth, lineColor }] };
}

const NONE = () => 0;
const FACTS = {
  hLineWidth: NONE,
  vLineWidth: NONE,
  paddingTop: NONE,
  paddingBottom: () => 1,
  paddingLeft: (at: number) => (at === 0 ? 0 : 10),
  paddingRight: NONE,
};
const LINES = {
  hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
  hLineColor: () => RULE,
  vLineWidth: NONE,
  paddingTop: () => 5.5,
  paddingBottom: () => 4.5,
  paddingLeft: (at: number) => (at === 0 ? 0 : 8),
  paddingRight: (at: number) => (at === 3 ? 0 : 8),
};
const SUMS = {
  hLineWidth: (at: number) => (at === 2 ? 0.8 : 0),
  hLineColor: () => INK,
  vLineWidth: NONE,
  paddingTop: () => 4,
  paddingBottom: () => 2,
  paddingLeft: NONE,
  paddingRight: NONE,
};
