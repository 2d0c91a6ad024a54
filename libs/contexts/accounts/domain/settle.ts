import { addSeconds, nextUtcMidnight, Timestamp, utcDay } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent, CreditsGranted, GenerationExpired, LotLapsed } from './account-events';
import { AccountState, Hold, Lot } from './account-state';
import { BURN_PRIORITY } from './burn-priority';
import { evolveAccount } from './evolve';
import { releaseOf } from './resolution';

/**
 * What time alone has caused by `now`: holds past their deadline and lapsed lots in the order they fell due,
 * then today's refill. A sweep gives no refill: an idle account writes nothing after its last lapse.
 */
export function settleAccount(
  state: AccountState,
  now: Timestamp,
  { context: catalog, before }: { context: Catalog; before: 'decision' | 'sweep' },
): readonly AccountEvent[] {
  const lapses = settleLapses(state, now);
  if (before === 'sweep') return lapses;
  const refill = refillDue(state, catalog, now);
  if (!refill) return lapses;
  const settled = lapses.reduce(evolveAccount, state);
  return [...lapses, dailyRefill(settled, { amountMicros: refill, catalogVersion: catalog.version, now })];
}

/** Expired holds and lapsed lots; what a hold returns to a lapsed lot lapses with it. */
export function settleLapses(state: AccountState, now: Timestamp): readonly AccountEvent[] {
  const due = dueBy(state, now);
  if (due.length === 0) return [];
  const events: AccountEvent[] = [];
  let settled = state;
  const record = (event: AccountEvent | undefined) => {
    if (!event) return;
    events.push(event);
    settled = evolveAccount(settled, event);
  };
  for (const item of due) {
    if ('hold' in item) record(holdExpired(settled, item.hold, now));
    else record(lotLapsed(settled, item.lotId, now));
  }
  for (const lot of settled.lots) record(lotLapsed(settled, lot.lotId, now));
  return events;
}

type DueItem = { readonly at: Timestamp } & ({ readonly hold: Hold } | { readonly lotId: string });

function dueBy(state: AccountState, now: Timestamp): readonly DueItem[] {
  const due: DueItem[] = [];
  for (const lot of state.lots) if (isLapsed(lot, now)) due.push({ at: lot.expiresAt!, lotId: lot.lotId });
  if (state.deadlineFloor !== null && state.deadlineFloor <= now) {
    for (const hold of state.holds.values())
      if (hold.deadlineAt <= now) due.push({ at: hold.deadlineAt, hold });
  }
  return due.length > 1 ? due.sort((a, b) => (a.at < b.at ? -1 : 1)) : due;
}

function isLapsed(lot: Lot, now: Timestamp): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= now && lot.remainingMicros > lot.heldMicros;
}

/** The held part of a lot outlives its expiry: the job was promised it. */
function lotLapsed(state: AccountState, lotId: string, now: Timestamp): LotLapsed | undefined {
  const lot = state.lots.find((candidate) => candidate.lotId === lotId);
  if (!lot || !isLapsed(lot, now)) return undefined;
  const amountMicros = lot.remainingMicros - lot.heldMicros;
  const after = { balanceMicros: state.balanceMicros - amountMicros, heldMicros: state.heldMicros };
  const { creditType } = lot;
  return { type: 'LotLapsed', data: { lotId, creditType, amountMicros, lapsedAt: lot.expiresAt!, after } };
}

function holdExpired(state: AccountState, hold: Hold, now: Timestamp): GenerationExpired {
  const { deadlineAt } = hold;
  return { type: 'GenerationExpired', data: { ...releaseOf(state, hold, now), deadlineAt, expiredAt: now } };
}

function refillDue(state: AccountState, catalog: Catalog, now: Timestamp): bigint | undefined {
  if (state.status !== 'open' || state.refilledDay === utcDay(now)) return undefined;
  const amountMicros = catalog.tier(state.tier)?.dailyRefillMicros ?? 0n;
  return amountMicros > 0n ? amountMicros : undefined;
}

/** One refill a day, dead at the next midnight: nothing stacks. */
function dailyRefill(
  state: AccountState,
  { amountMicros, catalogVersion, now }: { amountMicros: bigint; catalogVersion: number; now: Timestamp },
): CreditsGranted {
  return {
    type: 'CreditsGranted',
    data: {
      lotId: `refill-${utcDay(now)}`,
      creditType: 'DAILY_REFILL',
      amountMicros,
      priority: BURN_PRIORITY.DAILY_REFILL,
      grantedAt: now,
      effectiveAt: now,
      expiresAt: nextUtcMidnight(now),
      reason: 'daily refill',
      reference: null,
      orderId: null,
      paymentId: null,
      generationId: null,
      actorUserId: null,
      paymentMethod: null,
      purchaseAmount: null,
      attributes: {},
      catalogVersion,
      after: { balanceMicros: state.balanceMicros + amountMicros, heldMicros: state.heldMicros },
    },
  };
}

/** A job may still be completed so long after its deadline, whenever somebody noticed that it had passed. */
export function lateCompletionEndsAt(deadlineAt: Timestamp): Timestamp {
  return addSeconds(deadlineAt, 7 * 86_400);
}
