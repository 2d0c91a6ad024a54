import { invariant, LimitKindName, Timestamp } from '@ledgerline/kernel';
import { LimitSettlement } from '../../domain/account-events';
import { accountIdOf, accountProjection, Projected } from '../account-projection';

/** The units of one limit in one window of one account; `*_name` and `*_key` keep clear of SQL's words. */
export interface QuotaUsageRow {
  account_id: string;
  limit_kind: LimitKindName;
  /** Sorts by time within a kind. */
  window_key: string;
  limit_name: string;
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
  version: 1,
  columns: {
    account_id: 'text',
    limit_kind: 'text',
    window_key: 'text',
    limit_name: 'text',
    used_units: 'bigint',
    held_units: 'bigint',
    limit_value: 'bigint',
    source: 'text',
    enforced: 'boolean',
    last_used_at: 'timestamp',
  },
  key: ['account_id', 'limit_kind', 'window_key', 'limit_name'],
  indexes: [],
  financial: true,
  on: {
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

type Place = Pick<LimitSettlement, 'limit' | 'limitKind' | 'window'>;

function quotaKey(event: { stream: string }, { limit, limitKind, window }: Place) {
  return { account_id: accountIdOf(event), limit_kind: limitKind, window_key: window, limit_name: limit };
}

function settledKeys(event: Resolved): readonly Partial<Row>[] {
  return event.data.limits.map((settlement) => quotaKey(event, settlement));
}

function hold(row: Row | undefined, event: Projected<'GenerationRequested'>, key: Partial<Row>): Row {
  const held = event.data.limits.find((limit) => isOf(limit, key));
  invariant(held !== undefined, 'a window is touched by a limit of the request');
  return {
    ...quotaKey(event, held),
    used_units: row?.used_units ?? 0n,
    held_units: (row?.held_units ?? 0n) + held.units,
    limit_value: held.limitValue,
    source: held.source,
    enforced: held.enforced,
    last_used_at: row?.last_used_at ?? null,
  };
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

function isOf({ limit, limitKind, window }: Place, key: Partial<Row>): boolean {
  return limit === key.limit_name && window === key.window_key && limitKind === key.limit_kind;
}

function laterOf(a: Timestamp | null, b: Timestamp): Timestamp {
  return a !== null && a > b ? a : b;
}
