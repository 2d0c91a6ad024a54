import { addSeconds, limitKinds, Timestamp } from '@ledgerline/kernel';
import type { Catalog, CatalogLimit, LimitMeasure } from '@ledgerline/contexts/catalog';
import { AccountEvent, LimitSettlement } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { LimitSummary, limitSummary } from '../domain/account-summary';
import { LimitInForce, unitsAsFigure, windowTerms } from '../domain/limit-demand';
import { limitKey } from '../domain/limit-windows';
import { fitsAfterSentence, limitUseSentence } from '../sentences';
import { LookedBack, Seen } from './account-log';
import { OverrideTold, Step } from './explanation';
import { sourceEventOf } from './limit-source';

/** Why a limit stands where it stands: whose value it is, what counts in it, and what is in the way. */
export interface LimitExplanation {
  readonly accountId: string;
  readonly limit: string;
  readonly member: string | null;
  readonly says: readonly string[];
  readonly standing: LimitSummary;
  readonly tier: string;
  readonly plan: string | null;
  readonly catalogVersion: number;
  /** The event that set the value in force: an override, or what chose tier and plan. */
  readonly setBy: (Step & { readonly override: OverrideTold | null }) | null;
  /** What counts, the newest first; at most {@link USES_TOLD_MAX}. */
  readonly uses: readonly LimitUse[];
  /** Used units that none of `uses` tells of: older, or beyond the newest. */
  readonly olderUnits: number | string;
  readonly holds: readonly LimitHeld[];
  readonly wouldChange: readonly string[];
  readonly position: string;
}

export interface LimitUse extends Step {
  /** The generation, or the recorded usage; null for what moves a gauge. */
  readonly id: string | null;
  /** Negative: it went. */
  readonly units: number | string;
}

export interface LimitHeld {
  readonly generationId: string;
  readonly units: number | string;
  readonly deadlineAt: Timestamp;
}

export const USES_TOLD_MAX = 50;

export interface LimitFacts {
  readonly state: AccountState;
  readonly catalog: Catalog;
  readonly inForce: LimitInForce;
  readonly now: Timestamp;
  /** Newest first, as far back as was looked. */
  readonly seen: readonly Seen[];
  readonly lookedBack: LookedBack;
  readonly position: string;
}

export function explainLimit(facts: LimitFacts): LimitExplanation {
  const { state, catalog, inForce, now, seen, position } = facts;
  const { limit, member } = inForce;
  const standing = limitSummary(inForce, state, now);
  const all = seen.flatMap((one) => usesIn(one, inForce, now));
  const uses = all.slice(0, USES_TOLD_MAX);
  const told = uses.reduce((sum, use) => sum + use.exact, 0n);
  const live = standingUnits(state, limit, member, now);
  const holds = holdsOn(state, limit, member);
  const setBy = sourceEventOf(seen, inForce, state);
  const changes = changesOf(standing, holds, now);
  return {
    ...{ accountId: state.accountId, limit: limit.name, member, standing },
    says: [
      limitUseSentence(standing),
      sourceSentence(inForce.source, setBy, facts),
      ...(limit.enforced ? [] : ['It is not enforced: it counts, and refuses nothing.']),
      ...changes,
    ],
    ...{ tier: state.tier, plan: state.plan, catalogVersion: catalog.version, setBy },
    uses: uses.map(({ exact: _exact, ...use }) => use),
    olderUnits: unitsAsFigure(limit.measure, live - told),
    ...{ holds, wouldChange: changes, position },
  };
}

/** Back to here the events of a limit's live windows reach; undefined: to the stream's beginning. */
export function countsSince(limit: CatalogLimit, state: AccountState, now: Timestamp): Timestamp | undefined {
  if (limit.kind.slides) return addSeconds(now, -Math.ceil(limit.durationSeconds! * (1 + 1 / 60)));
  return limit.kind.startOf(limit.kind.windowOf(now, windowTerms(limit, state))) ?? undefined;
}

function usesIn(
  { event, at, position, actor }: Seen,
  { limit, member }: LimitInForce,
  now: Timestamp,
): readonly (LimitUse & { exact: bigint })[] {
  return countedBy(event)
    .filter((one) => one.limit === limit.name && one.member === member)
    .filter(({ window }) => isLive(limit, window, now))
    .filter(({ usedUnits }) => usedUnits !== 0n)
    .map(({ usedUnits }) => ({
      ...{ event: event.type, at, position, actor, id: idOf(event), exact: usedUnits },
      units: signed(limit.measure, usedUnits),
    }));
}

type Counted = Pick<LimitSettlement, 'limit' | 'member' | 'window' | 'usedUnits'>;

function countedBy({ type, data }: AccountEvent): readonly Counted[] {
  if (type === 'GenerationCompleted' || type === 'GenerationCompletedLate' || type === 'UsageRecorded') {
    return data.limits;
  }
  if (type !== 'UsageRemoved' && type !== 'GaugeMoved') return [];
  return [{ ...data, usedUnits: data.usedAfter - data.usedBefore }];
}

function idOf({ data }: AccountEvent): string | null {
  if ('generationId' in data) return data.generationId;
  return 'usageId' in data ? data.usageId : null;
}

function signed(measure: LimitMeasure, units: bigint): number | string {
  if (units >= 0n) return unitsAsFigure(measure, units);
  const size = unitsAsFigure(measure, -units);
  return typeof size === 'number' ? -size : `-${size}`;
}

function isLive({ kind }: CatalogLimit, window: string, now: Timestamp): boolean {
  const endsAt = kind.endsAt(window);
  return endsAt === null || endsAt > now;
}

function standingUnits(
  state: AccountState,
  limit: CatalogLimit,
  member: string | null,
  now: Timestamp,
): bigint {
  const windows = state.windows[limitKey(limit.name, member)] ?? [];
  return windows.reduce(
    (sum, { kind, window, usedUnits }) =>
      kind === limit.kind.name && isLive(limit, window, now) ? sum + usedUnits : sum,
    0n,
  );
}

function holdsOn(state: AccountState, limit: CatalogLimit, member: string | null): readonly LimitHeld[] {
  return [...state.holds.values()]
    .flatMap(({ facts: { generationId }, limits, deadlineAt }) =>
      limits
        .filter((held) => held.limit === limit.name && held.member === member)
        .map(({ units }) => ({ generationId, units: unitsAsFigure(limit.measure, units), deadlineAt })),
    )
    .slice(0, USES_TOLD_MAX);
}

function sourceSentence(
  source: LimitInForce['source'],
  setBy: LimitExplanation['setBy'],
  { state, catalog, lookedBack }: LimitFacts,
): string {
  const under = `catalog version ${catalog.version}`;
  const since = setBy ? ` since ${setBy.at}` : '';
  if (source === 'environment') return 'The value is from the environment of the process.';
  if (source === 'plan') return `The value is that of the plan “${state.plan}” in ${under}${since}.`;
  if (source === 'tier') return `The value is that of the tier “${state.tier}” in ${under}${since}.`;
  if (setBy?.override) {
    const { reason, until, actor } = setBy.override;
    return `It is overridden${since} by ${actor ?? 'nobody named'}, “${reason}”${until ? `, until ${until}` : ''}.`;
  }
  return `It is overridden, further back than the ${lookedBack.events} events that were looked at.`;
}

const BY_HAND: Readonly<Record<string, string>> = {
  lifetime: 'Time frees none: something that was counted has to be removed.',
  gauge: 'Time frees none: something that takes room has to go.',
};

function changesOf(standing: LimitSummary, holds: readonly LimitHeld[], now: Timestamp): readonly string[] {
  const { value, used, held, resetAt, kind } = standing;
  if (value === null || Number(used) + Number(held) === 0) return [];
  const freed = limitKinds[kind].slides ? 1 : value;
  const earliest = holds.map(({ deadlineAt }) => deadlineAt).sort()[0];
  return [
    ...(resetAt && Number(used) > 0 ? [fitsAfterSentence(freed, resetAt, now)] : []),
    ...(BY_HAND[kind] ? [BY_HAND[kind]] : []),
    ...(earliest
      ? [`${held} held come back when their generations end, at ${earliest} at the latest for the first.`]
      : []),
  ];
}
