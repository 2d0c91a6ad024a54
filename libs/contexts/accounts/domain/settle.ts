import { addDays, formatCredits, nextUtcMidnight, Timestamp, utcDay } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent, CreditsGranted, GenerationExpired } from './account-events';
import { AccountState, Hold } from './account-state';
import { BURN_PRIORITY } from './burn-priority';
import { NO_GRANT_TERMS } from './credit-types';
import { crossingsOf } from './crossings';
import { evolveAccount } from './evolve';
import { lotConsequences, lotEnd } from './lot-consequences';
import { releaseOf } from './resolution';
import { takeBacksDue } from './take-back';

interface SettleOptions {
  readonly context: Catalog;
  readonly before: 'decision' | 'sweep';
  readonly eventsMax?: number;
}

/**
 * What time alone has caused by `now`: holds past their deadline and lapsed lots in the order they fell due,
 * then today's refill. A sweep gives no refill: an idle account writes nothing after its last lapse.
 */
export function settleAccount(
  state: AccountState,
  now: Timestamp,
  { context: catalog, before, eventsMax = Infinity }: SettleOptions,
): readonly AccountEvent[] {
  const lapses = settleLapses(state, now, eventsMax);
  const lapsed = lapses.reduce(evolveAccount, state);
  const isPart = lapses.length >= eventsMax;
  const refill = before === 'sweep' || isPart ? [] : refillDue(lapsed, catalog, now);
  const events = [...lapses, ...refill];
  if (events.length === 0) return events;
  const after = refill.reduce(evolveAccount, lapsed);
  return [...events, ...crossingsOf({ before: state, events, after }, { catalog, now })];
}

/**
 * Expired holds and lapsed lots; what a hold returns to a lapsed lot lapses with it. Looks at no further item
 * once there are `eventsMax` facts.
 */
export function settleLapses(
  state: AccountState,
  now: Timestamp,
  eventsMax = Infinity,
): readonly AccountEvent[] {
  const events: AccountEvent[] = [];
  let settled = state;
  const record = (event: AccountEvent) => {
    events.push(event);
    settled = evolveAccount(settled, event);
  };
  for (const item of dueBy(state, now)) {
    if (events.length >= eventsMax) return events;
    if ('hold' in item) {
      record(holdExpired(settled, item.hold, now));
      // What a refund waits for is taken before its lot comes to its own end.
      takeBacksDue(settled, now).forEach(record);
    } else lotEnd(settled, item.lotId, now).forEach(record);
  }
  lotConsequences(settled, now).forEach(record);
  return events;
}

type DueItem = { readonly at: Timestamp } & ({ readonly hold: Hold } | { readonly lotId: string });

function dueBy(state: AccountState, now: Timestamp): readonly DueItem[] {
  const due: DueItem[] = [];
  for (const { expiresAt, lotId } of state.lots) {
    if (expiresAt !== null && expiresAt <= now) due.push({ at: expiresAt, lotId });
  }
  if (state.deadlineFloor !== null && state.deadlineFloor <= now) {
    for (const hold of state.holds.values())
      if (hold.deadlineAt <= now) due.push({ at: hold.deadlineAt, hold });
  }
  // At one instant lots come before holds, as they stand here.
  return due.length > 1 ? due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) : due;
}

function holdExpired(state: AccountState, hold: Hold, now: Timestamp): GenerationExpired {
  const { deadlineAt } = hold;
  return { type: 'GenerationExpired', data: { ...releaseOf(state, hold, now), deadlineAt, expiredAt: now } };
}

/** The day's refill, or what a higher tier tops it up by; what is owed is repaid from it. */
function refillDue(state: AccountState, catalog: Catalog, now: Timestamp): readonly AccountEvent[] {
  if (state.status !== 'open') return [];
  const day = utcDay(now);
  const before = state.refilledDay === day ? state.refilledMicros : 0n;
  const amountMicros = (catalog.tier(state.tier)?.dailyRefillMicros ?? 0n) - before;
  if (amountMicros <= 0n) return [];
  // A cap may be raised more than once a day: what was given before it makes each top-up another lot.
  const lotId = before > 0n ? `refill-${day}-above-${formatCredits(before)}` : `refill-${day}`;
  const refill = dailyRefill(state, { lotId, amountMicros, catalogVersion: catalog.version, now });
  return [refill, ...lotConsequences(evolveAccount(state, refill), now)];
}

/** One refill a day, dead at the next midnight: nothing stacks. */
function dailyRefill(
  state: AccountState,
  given: { lotId: string; amountMicros: bigint; catalogVersion: number; now: Timestamp },
): CreditsGranted {
  const { now, ...terms } = given;
  return {
    type: 'CreditsGranted',
    data: {
      ...terms,
      ...NO_GRANT_TERMS,
      creditType: 'DAILY_REFILL',
      priority: BURN_PRIORITY.DAILY_REFILL,
      grantedAt: now,
      effectiveAt: now,
      expiresAt: nextUtcMidnight(now),
      reason: 'daily refill',
      after: { balanceMicros: state.balanceMicros + terms.amountMicros, heldMicros: state.heldMicros },
    },
  };
}

/** A job may still be completed so long after its deadline, whenever somebody noticed that it had passed. */
export function lateCompletionEndsAt(deadlineAt: Timestamp): Timestamp {
  return addDays(deadlineAt, 7);
}
