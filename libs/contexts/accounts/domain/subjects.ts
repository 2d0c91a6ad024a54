import { CreditType } from './account-events';
import { AccountState } from './account-state';

/** The log's index key for everything one generation came to. */
export function generationSubject(generationId: string): string {
  return `generation/${generationId}`;
}

/**
 * The key for what was refused about a generation: apart from what it came to, for a decision reads that and
 * a caller who never gives up must not make it longer.
 */
export function refusalSubject(generationId: string): string {
  return `refused/${generationId}`;
}

/** The log's index key for the external act behind a grant: unique per account and type, for ever. */
export function grantSubject(creditType: CreditType, reference: string): string {
  return `grant/${creditType}/${reference}`;
}

/** A generation that is not open any more is told from the log. */
export function resolvedSubjects(
  command: { readonly generationId: string },
  state: AccountState,
): readonly string[] {
  return state.holds.has(command.generationId) ? [] : [generationSubject(command.generationId)];
}

/** A generation named by the caller may have come and gone: its history is in the log, not in the state. */
export function requestSubjects(
  { generationId }: { readonly generationId: string | null },
  state: AccountState,
): readonly string[] {
  return generationId === null ? [] : resolvedSubjects({ generationId }, state);
}

/** The history a grant asks for: what its reference has granted before, however long ago. */
export function grantSubjects(command: {
  readonly creditType: CreditType;
  readonly reference: string | null;
}): readonly string[] {
  return command.reference === null ? [] : [grantSubject(command.creditType, command.reference)];
}
