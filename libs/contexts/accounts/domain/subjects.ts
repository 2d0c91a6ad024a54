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

/** How a purchase's grant names the order it comes from. */
export function orderReference(orderId: string): string {
  return `order:${orderId}`;
}

/** A refund is told where its purchase's grant is: what an order came to is one reading. */
export function purchaseSubject(orderId: string): string {
  return grantSubject('PURCHASE', orderReference(orderId));
}

/** What is taken back: an order's purchase, or another grant, by the act behind it in place of the order. */
export interface TakenBackGrant {
  readonly orderId: string;
  /** Absent: a purchase. */
  readonly grantType?: 'REFERRAL_REWARD' | undefined;
}

/** What a grant came to and what was taken back of it is one reading. */
export function takenBackSubject({ orderId, grantType }: TakenBackGrant): string {
  return grantType === undefined ? purchaseSubject(orderId) : grantSubject(grantType, orderId);
}

/** What the order has granted and given back, and what the refund's own reference has come to before. */
export function takeBackSubjects(
  command: TakenBackGrant & { readonly reference: string },
): readonly string[] {
  return [takenBackSubject(command), grantSubject('REFUND', command.reference)];
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

/** An adjustment answers to one external act, as a grant does. */
export function adjustSubjects(command: { readonly reference: string | null }): readonly string[] {
  return grantSubjects({ creditType: 'ADMIN_ADJUSTMENT', reference: command.reference });
}

/** What became of the generation, and what the refund's own reference has come to before. */
export function refundSubjects(command: {
  readonly generationId: string;
  readonly reference: string;
}): readonly string[] {
  return [generationSubject(command.generationId), grantSubject('REFUND', command.reference)];
}

/** A lot named by the act behind its grant is found in the log, or was never granted. */
export function voidSubjects({
  of,
}: {
  readonly of: { readonly lotId: string } | { readonly creditType: CreditType; readonly reference: string };
}): readonly string[] {
  return 'lotId' in of ? [] : [grantSubject(of.creditType, of.reference)];
}
