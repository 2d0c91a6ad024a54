import { Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { Catalog, CatalogLimit, limitUnits } from '@ledgerline/contexts/catalog';
import { AccountEvent, CrossingEvent } from './account-events';
import { AccountState, CreditsFell, Lot, LimitCrossings } from './account-state';
import { evolveAccount } from './evolve';
import { LimitInForce, limitInForce, memberLimitInForce } from './limit-demand';
import { countLimit, limitKey } from './limit-windows';
import { availableMicros, availableOf } from './lots';
import { crossingsIn, rearmsByFalling } from './standing-crossings';

/** The threshold that is the limit itself. */
const THE_LIMIT = 'limit';
const CREDITS_GONE = 0n;

interface At {
  readonly catalog: Catalog;
  readonly now: Timestamp;
}

/**
 * Which thresholds a decision's facts have crossed, measured on used + held, to be recorded in the same
 * append: per limit, window and threshold at most one crossing and one recovery. A new window is armed again
 * without a word; one that never ends is, once it has fallen ten points below.
 */
export function crossingsOf(
  { before, events, after }: { before: AccountState; events: readonly AccountEvent[]; after: AccountState },
  { catalog, now }: At,
): readonly CrossingEvent[] {
  let state = after;
  const crossed: CrossingEvent[] = [];
  for (const inForce of touchedLimits(events, state, { catalog, now })) {
    const facts = limitCrossings(inForce, state, now);
    state = facts.reduce<AccountState>(evolveAccount, state);
    crossed.push(...facts);
  }
  return [...crossed, ...creditCrossings(before, state, { catalog, now })];
}

function touchedLimits(
  events: readonly AccountEvent[],
  state: AccountState,
  at: At,
): readonly LimitInForce[] {
  const touched = new Map<string, { limit: string; member: string | null }>();
  const touch = (limit: string, member: string | null) =>
    touched.set(limitKey(limit, member), { limit, member });
  for (const { type, data } of events) {
    if ('limits' in data) for (const { limit, member } of data.limits) touch(limit, member);
    else if ('limit' in data) touch(data.limit, data.member);
    else if (type === 'TierChanged') allParts(state, at.catalog).forEach(([limit, of]) => touch(limit, of));
  }
  return [...touched.values()].flatMap(({ limit: name, member }) => {
    const limit = at.catalog.limit(name);
    if (!limit) return [];
    return (
      (member === null
        ? limitInForce(limit, state, at.now)
        : memberLimitInForce(limit, member, state, at.now)) ?? []
    );
  });
}

/** Every limit as a whole, and each member's part of which anything was ever counted. */
function allParts(
  { windows }: AccountState,
  { limits }: Catalog,
): readonly (readonly [limit: string, member: string | null])[] {
  const keys = Object.keys(windows);
  return limits.flatMap(({ name }) => [
    [name, null] as const,
    ...keys
      .filter((key) => key.startsWith(`${name}@`))
      .map((key) => [name, key.slice(name.length + 1)] as const),
  ]);
}

function limitCrossings(inForce: LimitInForce, state: AccountState, now: Timestamp): CrossingEvent[] {
  const { limit, member, limitValue, terms } = inForce;
  if (!limit.active) return [];
  const key = limitKey(limit.name, member);
  const { usedUnits, heldUnits } = countLimit(state.windows, key, limit.kind, now);
  const units = usedUnits + heldUnits;
  const current = limit.kind.windowOf(now, terms);
  const rearms = rearmsByFalling(limit.kind, current);
  const window = rearms ? limit.kind.name : current;
  const standing = crossingsIn(state.crossings, key, window);
  return thresholdsOf(limit, limitValue).flatMap(({ threshold, thresholdUnits }): CrossingEvent[] => {
    const change = changeOf({ threshold, thresholdUnits, units, limitValue, rearms }, standing);
    if (!change) return [];
    const { name, kind, measure } = limit;
    const facts = { limit: name, limitKind: kind.name, member, measure, window, threshold, thresholdUnits };
    const data = { ...facts, usedUnits, heldUnits, limitValue, at: now };
    if (threshold === THE_LIMIT) {
      return [{ type: change === 'crossed' ? 'LimitReached' : 'LimitRecovered', data }];
    }
    return [{ type: change === 'crossed' ? 'LimitThresholdCrossed' : 'LimitThresholdRecovered', data }];
  });
}

/** A running job's slot comes and goes: that its limit is reached is a fact only where it is asked for. */
function thresholdsOf({ thresholds, kind, measure }: CatalogLimit, limitValue: bigint) {
  const named = kind.endsWithHold ? thresholds : [...thresholds, THE_LIMIT];
  return named.flatMap((threshold) => {
    const relative = threshold === THE_LIMIT || threshold.endsWith('%');
    // Of no bound there is no part, and of nothing every part is reached before anything is used.
    if (relative && limitValue <= 0n) return [];
    return [{ threshold, thresholdUnits: thresholdUnitsOf(threshold, measure, limitValue) }];
  });
}

function thresholdUnitsOf(threshold: string, measure: CatalogLimit['measure'], limitValue: bigint): bigint {
  if (threshold === THE_LIMIT) return limitValue;
  if (!threshold.endsWith('%')) {
    return limitUnits(measure, measure === 'count' || measure === 'tokens' ? Number(threshold) : threshold);
  }
  return (limitValue * BigInt(threshold.slice(0, -1)) + 99n) / 100n;
}

function changeOf(
  asked: {
    threshold: string;
    thresholdUnits: bigint;
    units: bigint;
    limitValue: bigint;
    rearms: boolean;
  },
  standing: LimitCrossings | undefined,
): 'crossed' | 'recovered' | undefined {
  const { threshold, thresholdUnits, units, limitValue, rearms } = asked;
  const isCrossed = standing?.crossed.includes(threshold) ?? false;
  const wasRecovered = standing?.recovered.includes(threshold) ?? false;
  if (!isCrossed) return units >= thresholdUnits && !wasRecovered ? 'crossed' : undefined;
  const whole = limitValue === UNLIMITED ? thresholdUnits : limitValue;
  const isTenPointsBelow = units * 10n <= thresholdUnits * 10n - whole;
  return units < thresholdUnits && (!rearms || isTenPointsBelow) ? 'recovered' : undefined;
}

/** Credits fall by whatever takes them, and recover only by a grant: a hold given back is no new credit. */
function creditCrossings(before: AccountState, after: AccountState, { catalog, now }: At): CrossingEvent[] {
  const low = catalog.tier(after.tier)?.lowCreditsMicros ?? null;
  const had = before.lots.reduce((sum, lot) => sum + availableBeforeLapse(lot, now), 0n);
  const has = availableMicros(after.lots, now);
  const fell = after.creditsFell;
  if (fell && has > thresholdOf(fell, low) && newCreditsSince(after, before, fell, now)) {
    const data = { availableMicros: has, thresholdMicros: thresholdOf(fell, low), at: now };
    return [{ type: 'CreditsRecovered', data: { ...data, from: fell.level } }];
  }
  const crossed: CrossingEvent[] = [];
  const fact = (thresholdMicros: bigint) => ({ availableMicros: has, thresholdMicros, at: now });
  if (low !== null && fell === null && had > low && has <= low) {
    crossed.push({ type: 'CreditsRanLow', data: fact(low) });
  }
  if (fell?.level !== 'exhausted' && had > CREDITS_GONE && has === CREDITS_GONE) {
    crossed.push({ type: 'CreditsExhausted', data: fact(CREDITS_GONE) });
  }
  return crossed;
}

/** What lapses was there until the decision that records it; a day's refill is followed by the next. */
function availableBeforeLapse(lot: Lot, now: Timestamp): bigint {
  return availableOf(lot.creditType === 'DAILY_REFILL' ? lot : { ...lot, expiresAt: null }, now);
}

function thresholdOf({ level }: CreditsFell, low: bigint | null): bigint {
  return level === 'exhausted' ? CREDITS_GONE : (low ?? CREDITS_GONE);
}

/** A lot that came, or took effect, after the fall. */
function newCreditsSince(
  after: AccountState,
  before: AccountState,
  fell: CreditsFell,
  now: Timestamp,
): boolean {
  const known = new Set(before.lots.map(({ lotId }) => lotId));
  return after.lots.some(
    (lot) => availableOf(lot, now) > 0n && (!known.has(lot.lotId) || lot.effectiveAt > fell.at),
  );
}
