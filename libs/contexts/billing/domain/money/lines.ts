/** What a line of an order or an invoice is for. */
export type LineType = 'credits' | 'subscription' | 'proration' | 'usage' | 'discount';

/** Amounts in minor units, as priced: they contain the tax where its rate is inclusive. */
export interface PricedLine {
  readonly type: LineType;
  readonly description: string;
  readonly quantity: number;
  readonly unitMinor: bigint;
  /** quantity × unit, rounded once; negative for a discount, and for what a proration gives back. */
  readonly amountMinor: bigint;
}

/** The rate that applies to a buyer, as the catalog named it when the price was made; null: none does. */
export interface TaxTerms {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Decimal text of at most 4 places. */
  readonly percent: string;
  readonly inclusive: boolean;
}

/** subtotal + tax = total, always. */
export interface Totals {
  readonly subtotalMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
}
