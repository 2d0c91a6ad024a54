import { minMicros, Timestamp } from '@ledgerline/kernel';
import { AccountEvent, CreditType } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { countUnits, limitKey } from '../domain/limit-windows';
import { availableMicros, chargedShares, takeAvailable } from '../domain/lots';
import { lotVoided } from '../domain/lot-consequences';
import { releaseOf } from '../domain/resolution';
import { creditsTakenBack } from '../domain/take-back';

type Followers = {
  readonly [T in AccountEvent['type']]:
    | 'as-recorded'
    | 'by-the-draft'
    | ((
        data: Extract<AccountEvent, { type: T }>['data'],
        state: AccountState,
        now: Timestamp,
      ) => AccountEvent | undefined);
};

/** Grants whose amount the catalog names: the draft gives its own. */
const OF_THE_CATALOG: ReadonlySet<CreditType> = new Set(['TRIAL_GRANT', 'DAILY_REFILL']);

/**
 * Which recorded facts hold under another catalog too, and what becomes of them there. Balances that an event
 * carries are those of its own history; here they are written anew. Total: a new event is told here.
 */
const followers: Followers = {
  // What people and other systems did.
  AccountClosed: 'as-recorded',
  AccountReopened: 'as-recorded',
  TierChanged: 'as-recorded',
  LimitOverridden: 'as-recorded',
  LimitOverrideRemoved: (data, state) =>
    Object.hasOwn(state.overrides, limitKey(data.limit, data.member))
      ? { type: 'LimitOverrideRemoved', data }
      : undefined,
  LotBarred: 'as-recorded',
  CreditsGranted: (data, state) =>
    OF_THE_CATALOG.has(data.creditType) || state.lots.some(({ lotId }) => lotId === data.lotId)
      ? undefined
      : { type: 'CreditsGranted', data: { ...data, after: after(state, data.amountMicros) } },
  GenerationRefunded: 'as-recorded',
  PurchaseRefunded: 'as-recorded',
  CreditsTakenBack: (data, state, now) => {
    const { orderId, reference, lotId, reason, catalogVersion } = data;
    const amountMicros = data.amountMicros + data.pendingMicros + data.missingMicros;
    return creditsTakenBack(state, { orderId, reference, lotId, reason, catalogVersion, amountMicros, now });
  },
  CreditsDeducted: (data, state, now) => {
    const amountMicros = minMicros(data.amountMicros, availableMicros(state.lots, now));
    const shares = chargedShares(state.lots, takeAvailable(state.lots, amountMicros, now));
    return {
      type: 'CreditsDeducted',
      data: { ...data, amountMicros, shares, after: after(state, -amountMicros) },
    };
  },
  LotVoided: ({ lotId, reason }, state, now) => {
    const lot = state.lots.find((one) => one.lotId === lotId);
    return lot && lot.voidReason === null ? lotVoided(state, lot, reason, now) : undefined;
  },
  UsageRemoved: (data, state, now) => moved({ type: 'UsageRemoved', data }, state, now),
  GaugeMoved: (data, state, now) => moved({ type: 'GaugeMoved', data }, state, now),
  // Ends that charge nothing, of what runs here too.
  HoldExtended: (data, state) =>
    state.holds.has(data.generationId) ? { type: 'HoldExtended', data } : undefined,
  GenerationFailed: (data, state, now) => {
    const hold = state.holds.get(data.generationId);
    return hold && { type: 'GenerationFailed', data: { ...data, ...releaseOf(state, hold, now) } };
  },
  GenerationCancelled: (data, state, now) => {
    const hold = state.holds.get(data.generationId);
    return hold && { type: 'GenerationCancelled', data: { ...data, ...releaseOf(state, hold, now) } };
  },
  // What the draft decides or gives, and time and consequences under it.
  AccountOpened: 'by-the-draft',
  GenerationRequested: 'by-the-draft',
  GenerationCompleted: 'by-the-draft',
  GenerationCompletedLate: 'by-the-draft',
  GenerationExpired: 'by-the-draft',
  UsageRecorded: 'by-the-draft',
  LotLapsed: 'by-the-draft',
  LotRolledOver: 'by-the-draft',
  HeldCreditsTakenBack: 'by-the-draft',
  OverdraftDrawn: 'by-the-draft',
  OverdraftReturned: 'by-the-draft',
  OverdraftRepaid: 'by-the-draft',
  LimitThresholdCrossed: 'by-the-draft',
  LimitThresholdRecovered: 'by-the-draft',
  LimitReached: 'by-the-draft',
  LimitRecovered: 'by-the-draft',
  CreditsRanLow: 'by-the-draft',
  CreditsExhausted: 'by-the-draft',
  CreditsRecovered: 'by-the-draft',
  CommandRefused: 'by-the-draft',
  CommandHadNoEffect: 'by-the-draft',
};

/** The same fact where the draft is in force; undefined where it has nothing to hold on to. */
export function asItWas(event: AccountEvent, state: AccountState, now: Timestamp): AccountEvent | undefined {
  const follow = followers[event.type];
  if (follow === 'by-the-draft') return undefined;
  return follow === 'as-recorded' ? event : follow(event.data as never, state, now);
}

function after(state: AccountState, changeMicros: bigint) {
  return { balanceMicros: state.balanceMicros + changeMicros, heldMicros: state.heldMicros };
}

/** The same step from where the units stand here, never below nothing. */
function moved(
  event: Extract<AccountEvent, { type: 'UsageRemoved' | 'GaugeMoved' }>,
  state: AccountState,
  now: Timestamp,
): AccountEvent {
  const { limit, member, window, usedBefore, usedAfter } = event.data;
  const settled = countUnits(state.windows, [], now)[limitKey(limit, member)] ?? [];
  const before = settled.find((one) => one.window === window)?.usedUnits ?? 0n;
  const step = before + usedAfter - usedBefore;
  const data = { ...event.data, usedBefore: before, usedAfter: step < 0n ? 0n : step };
  return { type: event.type, data } as AccountEvent;
}
