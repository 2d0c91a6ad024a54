import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import { CreditType, PurchaseAmount } from '../domain/account-events';
import { AccountLog, Seen } from './account-log';

/** Where a lot came from: the event that made it, and the act behind that. Credits are decimal texts. */
export interface LotOrigin {
  readonly lotId: string;
  /** The event that made the lot; null: not among the events that were looked at. */
  readonly event: 'CreditsGranted' | 'LotRolledOver' | 'OverdraftDrawn' | null;
  readonly position: string | null;
  readonly at: Timestamp | null;
  readonly creditType: CreditType | null;
  readonly credits: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  /** What was paid for the whole lot. */
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly expiresAt: Timestamp | null;
  /** Of what rolled over: the lot before. */
  readonly fromLotId: string | null;
  readonly says: string;
}

const EVENTS_AT_OPENING = 8;

/**
 * The events that made these lots. An id tells where to look: a grant's is its command's, the trial stands at
 * the stream's beginning; only refills and what rolled over are looked for, backward and bounded.
 */
export async function lotOrigins(
  log: AccountLog,
  lotIds: readonly string[],
  before: bigint,
): Promise<ReadonlyMap<string, LotOrigin>> {
  const found = new Map<string, LotOrigin>();
  const note = (seen: Seen) => {
    const origin = originIn(seen);
    if (origin && lotIds.includes(origin.lotId) && !found.has(origin.lotId)) found.set(origin.lotId, origin);
  };
  for (const lotId of lotIds) (await grantingEvents(log, lotId)).forEach(note);
  const isMissing = () => lotIds.some((lotId) => !found.has(lotId));
  if (isMissing()) {
    await log.backward(before, (seen) => {
      note(seen);
      return isMissing() ? 'go-on' : 'enough';
    });
  }
  for (const lotId of lotIds) if (!found.has(lotId)) found.set(lotId, unknownOrigin(lotId));
  return found;
}

async function grantingEvents(log: AccountLog, lotId: string): Promise<readonly Seen[]> {
  if (lotId === 'trial') return log.beginning(EVENTS_AT_OPENING);
  const commandId = lotId.replace(/^overdraft-/, '');
  const granted = await log.ofCommand(commandId);
  // A refund into several lots numbers them from the second on.
  return granted.length > 0 ? granted : log.ofCommand(commandId.replace(/-\d{1,4}$/, ''));
}

const NOWHERE = { reason: null, reference: null, orderId: null, paymentId: null, fromLotId: null };

function originIn({ event, position, at }: Seen): LotOrigin | undefined {
  if (event.type === 'CreditsGranted') {
    const { lotId, creditType, reason, reference, orderId, paymentId, expiresAt, amountMicros } = event.data;
    const credits = formatCredits(amountMicros);
    const cost = costTold(event.data.purchaseAmount);
    const told = { lotId, creditType, reason, reference, orderId, paymentId, expiresAt, credits, cost };
    return { event: event.type, position, at, ...told, fromLotId: null, says: grantSentence(told, at) };
  }
  if (event.type === 'LotRolledOver') {
    const { lotId: fromLotId, toLotId: lotId, creditType, expiresAt, amountMicros, cost } = event.data;
    const credits = formatCredits(amountMicros);
    const says = `${credits} credits were kept of the lot ${fromLotId} when it lapsed at ${at}.`;
    const told = { lotId, creditType, expiresAt, credits, cost: costTold(cost), fromLotId, says };
    return { ...NOWHERE, event: event.type, position, at, ...told };
  }
  if (event.type === 'OverdraftDrawn') {
    const { lotId, amountMicros } = event.data;
    const credits = formatCredits(amountMicros);
    const says = `${credits} credits were drawn below zero at ${at}; the account owes them.`;
    const told = { lotId, creditType: 'OVERDRAFT', expiresAt: null, credits, cost: null, says } as const;
    return { ...NOWHERE, event: event.type, position, at, ...told };
  }
  return undefined;
}

function unknownOrigin(lotId: string): LotOrigin {
  const says = `Where the lot ${lotId} came from is further back than this answer looks.`;
  const nothing = { event: null, position: null, at: null, creditType: null, credits: null, cost: null };
  return { ...NOWHERE, ...nothing, lotId, expiresAt: null, says };
}

const KINDS: Readonly<Record<CreditType, string>> = {
  TRIAL_GRANT: 'a trial',
  DAILY_REFILL: 'a daily refill',
  SUBSCRIPTION_GRANT: 'a subscription',
  PURCHASE: 'a purchase',
  BONUS: 'a bonus',
  REFERRAL_REWARD: 'a referral reward',
  REFUND: 'a refund',
  ADMIN_ADJUSTMENT: 'an adjustment by hand',
  OVERDRAFT: 'an overdraft',
};

function grantSentence(
  told: Pick<
    LotOrigin,
    'credits' | 'creditType' | 'orderId' | 'paymentId' | 'reference' | 'cost' | 'expiresAt'
  >,
  at: Timestamp,
): string {
  const { credits, creditType, orderId, paymentId, reference, cost, expiresAt } = told;
  const acts = [
    orderId && `order ${orderId}`,
    paymentId && `payment ${paymentId}`,
    reference && `reference ${reference}`,
  ].filter(Boolean);
  const paid = cost ? `, paid ${cost.amount} ${cost.currency}` : '';
  const act = acts.length > 0 ? ` (${acts.join(', ')}${paid})` : '';
  const until = expiresAt ? `, good until ${expiresAt}` : '';
  return `${credits} credits came at ${at} from ${KINDS[creditType!]}${act}${until}.`;
}

export function costTold(cost: PurchaseAmount | null): LotOrigin['cost'] {
  if (cost === null) return null;
  return { amount: formatMoney(cost.amountMinor, cost.currency), currency: cost.currency };
}
