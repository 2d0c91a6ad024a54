import { invariant, LimitKindName, limitKinds, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { LimitSettlement } from '../../domain/account-events';
import {
  accountIdOf,
  accountProjection,
  CREDITS_IGNORED,
  CROSSINGS_IGNORED,
  Projected,
  SETTINGS_IGNORED,
} from '../account-projection';

/** The units of one limit in one window of one account; `*_name` and `*_key` keep clear of SQL's words. */
export interface QuotaUsageRow {
  account_id: string;
  limit_kind: LimitKindName;
  /** Sorts by time within a kind. */
  window_key: string;
  limit_name: string;
  /** Whose own part of the limit; `''` for the account as a whole. */
  member: string;
  /** The first instant at which its units count no more; null where time never changes them. */
  ends_at: Timestamp | null;
  used_units: bigint;
  held_units: bigint;
  /** The value in force when a request last touched the window; -1 is unlimited. */
  limit_value: bigint;
  source: string;
  enforced: boolean;
  /** When the last request was made that counted in the end, or holds a slot. */
  last_used_at: Timestamp | null;
}

type Row = QuotaUsageRow;
type Resolved = Projected<
  | 'GenerationCompleted'
  | 'GenerationCompletedLate'
  | 'GenerationFailed'
  | 'GenerationCancelled'
  | 'GenerationExpired'
>;

const settled = { keys: settledKeys, fold: settle };

export const quotaUsage = accountProjection<Row>({
  name: 'quota_usage',
  version: 2,
  columns: {
    account_id: 'text',
    limit_kind: 'text',
    window_key: 'text',
    limit_name: 'text',
    member: 'text',
    ends_at: 'timestamp',
    used_units: 'bigint',
    held_units: 'bigint',
    limit_value: 'bigint',
    source: 'text',
    enforced: 'boolean',
    last_used_at: 'timestamp',
  },
  key: ['account_id', 'limit_kind', 'window_key', 'limit_name', 'member'],
  indexes: [],
  financial: true,
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    ...CREDITS_IGNORED,
    UsageRecorded: {
      keys: (event) => event.data.limits.map((counted) => quotaKey(event, counted)),
      fold: count,
    },
    UsageRemoved: { keys: (event) => [quotaKey(event, event.data)], fold: move },
    GaugeMoved: { keys: (event) => [quotaKey(event, event.data)], fold: move },
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: 'ignored',
    LotLapsed: 'ignored',
    GenerationRequested: {
      keys: (event) => event.data.limits.map((held) => quotaKey(event, held)),
      fold: hold,
    },
    HoldExtended: 'ignored',
    GenerationCompleted: settled,
    GenerationCompletedLate: settled,
    GenerationFailed: settled,
    GenerationCancelled: settled,
    GenerationExpired: settled,
    CommandRefused: 'ignored',
    CommandHadNoEffect: 'ignored',
  },
});

type Place = Pick<LimitSettlement, 'limit' | 'limitKind' | 'member' | 'window'>;

function quotaKey(event: { stream: string }, { limit, limitKind, member, window }: Place) {
  const of = { limit_name: limit, member: member ?? '' };
  return { account_id: accountIdOf(event), limit_kind: limitKind, window_key: window, ...of };
}

/** A window nobody has counted in yet. */
function emptyWindow(event: { stream: string }, place: Place) {
  const ends_at = limitKinds[place.limitKind].endsAt(place.window);
  const none = { used_units: 0n, held_units: 0n, last_used_at: null, limit_value: UNLIMITED };
  return { ...quotaKey(event, place), ...none, ends_at, source: 'tier', enforced: false };
}

function settledKeys(event: Resolved): readonly Partial<Row>[] {
  return event.data.limits.map((settlement) => quotaKey(event, settlement));
}

function hold(row: Row | undefined, event: Projected<'GenerationRequested'>, key: Partial<Row>): Row {
  const held = event.data.limits.find((limit) => isOf(limit, key));
  invariant(held !== undefined, 'a window is touched by a limit of the request');
  const before = row ?? emptyWindow(event, held);
  const { limitValue: limit_value, source, enforced } = held;
  return { ...before, held_units: before.held_units + held.units, limit_value, source, enforced };
}

function count(row: Row | undefined, event: Projected<'UsageRecorded'>, key: Partial<Row>): Row {
  const counted = event.data.limits.find((limit) => isOf(limit, key));
  invariant(counted !== undefined, 'a window is touched by a limit of the usage');
  const before = row ?? emptyWindow(event, counted);
  const { limitValue: limit_value, source, enforced, usedUnits } = counted;
  const used_units = before.used_units + usedUnits;
  return { ...before, used_units, limit_value, source, enforced, last_used_at: event.data.recordedAt };
}

/** A gauge says what limits it; what is removed says only how much is left. */
function move(row: Row | undefined, { stream, data, at }: Projected<'UsageRemoved' | 'GaugeMoved'>): Row {
  const before = row ?? emptyWindow({ stream }, data);
  const moved = { ...before, used_units: before.used_units + data.usedAfter - data.usedBefore };
  if (!('limitValue' in data)) return moved;
  const { limitValue: limit_value, source, enforced } = data;
  return { ...moved, limit_value, source, enforced, last_used_at: at };
}

function settle(row: Row | undefined, event: Resolved, key: Partial<Row>): Row {
  const settlement: LimitSettlement | undefined = event.data.limits.find((limit) => isOf(limit, key));
  invariant(
    row !== undefined && settlement !== undefined,
    'units are held in a window before they settle there',
  );
  const held = row.held_units - settlement.heldUnits;
  invariant(held >= 0n, 'held units are never negative');
  const counted = settlement.usedUnits > 0n;
  return {
    ...row,
    held_units: held,
    used_units: row.used_units + settlement.usedUnits,
    last_used_at: counted ? laterOf(row.last_used_at, event.data.requestedAt) : row.last_used_at,
  };
}

function isOf({ limit, limitKind, member, window }: Place, key: Partial<Row>): boolean {
  const isWindow = window === key.window_key && limitKind === key.limit_kind;
  return isWindow && limit === key.limit_name && (member ?? '') === key.member;
}

function laterOf(a: Timestamp | null, b: Timestamp): Timestamp {
  return a !== null && a > b ? a : b;
}
