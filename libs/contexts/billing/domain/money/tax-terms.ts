import type { CatalogDocument } from '@ledgerline/contexts/catalog';
import type { TaxTerms } from './lines';

/** The rate of the buyer's country, the first that the catalog names; null: none does, nothing is added. */
export function taxTermsFor(
  { taxRates = [] }: Pick<CatalogDocument, 'taxRates'>,
  country: string | null,
): TaxTerms | null {
  const rate = taxRates.find((one) => one.country === country);
  if (!rate) return null;
  const { name, percent, inclusive } = rate;
  return { name, country: rate.country, percent, inclusive };
}
