import { CreditType } from './account-events';

/** The log's index key for everything one generation came to. */
export function generationSubject(generationId: string): string {
  return `generation/${generationId}`;
}

/** The log's index key for the external act behind a grant: unique per account and type, for ever. */
export function grantSubject(creditType: CreditType, reference: string): string {
  return `grant/${creditType}/${reference}`;
}
