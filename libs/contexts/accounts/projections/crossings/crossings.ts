import { Timestamp } from '@ledgerline/kernel';
import type { LimitMeasure } from '@ledgerline/contexts/catalog';
import {
  accountIdOf,
  accountProjection,
  CREDITS_IGNORED,
  Projected,
  SETTINGS_IGNORED,
  UNITS_IGNORED,
  WORK_IGNORED,
} from '../account-projection';

/** One line that was crossed, as the decision that crossed it recorded it. */
export interface CrossingRow {
  account_id: string;
  position: string;
  at: Timestamp;
  what: CrossingName;
  /** Null where credits crossed it. */
  limit_name: string | null;
  /** Whose own part of the limit; null: the account's as a whole. */
  member: string | null;
  measure: LimitMeasure | null;
  window_key: string | null;
  /** As the catalog spells it: "80%", "50"; "limit" for the limit itself. */
  threshold: string | null;
  /** In units of the limit's measure; of credits, micro-credits. */
  threshold_units: bigint;
  used_units: bigint | null;
  held_units: bigint | null;
  limit_value: bigint | null;
  /** Micro-credits; null where a limit crossed it. */
  available_micros: bigint | null;
  /** The command that crossed it; null: time did. */
  command: string | null;
}

export type CrossingName =
  | 'threshold-crossed'
  | 'threshold-recovered'
  | 'limit-reached'
  | 'limit-recovered'
  | 'credits-low'
  | 'credits-exhausted'
  | 'credits-recovered';

type Row = CrossingRow;
type OfLimit = Projected<
  'LimitThresholdCrossed' | 'LimitThresholdRecovered' | 'LimitReached' | 'LimitRecovered'
>;
type OfCredits = Projected<'CreditsRanLow' | 'CreditsExhausted' | 'CreditsRecovered'>;

const keys = (event: OfLimit | OfCredits) => [{ account_id: accountIdOf(event), position: event.position }];
const limit = (what: CrossingName) => ({
  keys,
  fold: (_row: Row | undefined, event: OfLimit) => ofLimit(what, event),
});
const credits = (what: CrossingName) => ({
  keys,
  fold: (_row: Row | undefined, event: OfCredits) => ofCredits(what, event),
});

export const crossings = accountProjection<Row>({
  name: 'crossings',
  version: 1,
  columns: {
    account_id: 'text',
    position: 'text',
    at: 'timestamp',
    what: 'text',
    limit_name: 'text',
    member: 'text',
    measure: 'text',
    window_key: 'text',
    threshold: 'text',
    threshold_units: 'bigint',
    used_units: 'bigint',
    held_units: 'bigint',
    limit_value: 'bigint',
    available_micros: 'bigint',
    command: 'text',
  },
  key: ['account_id', 'position'],
  indexes: [
    ['at', 'position'],
    ['account_id', 'at', 'position'],
  ],
  financial: false,
  appendOnly: true,
  on: {
    ...WORK_IGNORED,
    ...SETTINGS_IGNORED,
    ...CREDITS_IGNORED,
    ...UNITS_IGNORED,
    LimitThresholdCrossed: limit('threshold-crossed'),
    LimitThresholdRecovered: limit('threshold-recovered'),
    LimitReached: limit('limit-reached'),
    LimitRecovered: limit('limit-recovered'),
    CreditsRanLow: credits('credits-low'),
    CreditsExhausted: credits('credits-exhausted'),
    CreditsRecovered: credits('credits-recovered'),
  },
});

function placeOf({ stream, position, at, metadata }: OfLimit | OfCredits) {
  return { account_id: accountIdOf({ stream }), position, at, command: metadata.command ?? null };
}

function ofLimit(what: CrossingName, event: OfLimit): Row {
  const { data } = event;
  return {
    ...placeOf(event),
    what,
    limit_name: data.limit,
    member: data.member,
    measure: data.measure,
    window_key: data.window,
    threshold: data.threshold,
    threshold_units: data.thresholdUnits,
    used_units: data.usedUnits,
    held_units: data.heldUnits,
    limit_value: data.limitValue,
    available_micros: null,
  };
}

function ofCredits(what: CrossingName, event: OfCredits): Row {
  const { availableMicros, thresholdMicros } = event.data;
  return {
    ...placeOf(event),
    what,
    ...{ limit_name: null, member: null, measure: null, window_key: null, threshold: null },
    threshold_units: thresholdMicros,
    ...{ used_units: null, held_units: null, limit_value: null },
    available_micros: availableMicros,
  };
}
