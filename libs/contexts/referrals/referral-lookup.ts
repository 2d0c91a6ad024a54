import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { ReadModels } from '@ledgerline/platform/projections';
import { type Sql, sql, statementOf } from '@ledgerline/platform/queries';
import type { BatchedPayout } from './domain/payout-batch/payout-batch';
import { partyMarks, PartyMarkRow } from './projections/party-marks/party-marks';
import { type PayoutRow, payouts } from './projections/payouts/payouts';
import { programs, ProgramRow } from './projections/programs/programs';
import { referralClicks, ReferralClickRow } from './projections/referral-clicks/referral-clicks';

/**
 * What is found across streams. Each answer reflects the log at least up to a position, so that whatever came
 * before the event in question counts, however far behind a read model was.
 */
export interface ReferralLookup {
  /** Whose code it is, in capitals. */
  programOf(code: string, atLeast?: Position): Promise<KnownProgram | undefined>;
  clickOf(clickId: string, atLeast?: Position): Promise<KnownClick | undefined>;
  /** By what two parties can be told to be one person; undefined: by nothing. */
  sharedMark(one: string, other: string, atLeast?: Position): Promise<PartyMarkRow['kind'] | undefined>;
}

export type KnownProgram = Pick<ProgramRow, 'party_id' | 'status' | 'custom_url'>;

export interface KnownClick extends Omit<ReferralClickRow, 'clicked_at' | 'attributed_until'> {
  readonly clicked_at: Timestamp;
  readonly attributed_until: Timestamp;
}

/** The same from the read models. */
export function readModelLookup(models: Pick<ReadModels, 'query'>): ReferralLookup {
  const first = async <Row extends object>(
    from: Parameters<ReadModels['query']>[0],
    asked: Sql,
    atLeast?: Position,
  ): Promise<Row | undefined> => {
    const { text, values } = statementOf(asked);
    const { rows } = await models.query<Row>(from, text, values, { atLeast });
    return rows[0];
  };
  return {
    programOf: (code, atLeast) =>
      first(
        programs,
        sql`select party_id, status, custom_url from read_referrals.programs where code = ${code}`,
        atLeast,
      ),
    clickOf: (clickId, atLeast) =>
      first(
        referralClicks,
        sql`select * from read_referrals.referral_clicks where click_id = ${clickId}`,
        atLeast,
      ),
    sharedMark: async (one, other, atLeast) => {
      const shared = await first<Pick<PartyMarkRow, 'kind'>>(
        partyMarks,
        sql`select one.kind from read_referrals.party_marks one
            join read_referrals.party_marks other on other.kind = one.kind and other.mark = one.mark
            where one.party_id = ${one} and other.party_id = ${other} order by one.kind limit 1`,
        atLeast,
      );
      return shared?.kind;
    },
  };
}

/** Payouts that nobody has started, the oldest first. */
export type PendingPayouts = (of: {
  readonly method: string;
  readonly currency: string;
}) => Promise<readonly BatchedPayout[]>;

/** One batch starts no more than so many. */
export const BATCHED_PAYOUTS_MAX = 200;

export function pendingPayoutsIn(models: Pick<ReadModels, 'query'>): PendingPayouts {
  return async ({ method, currency }) => {
    const { text, values } = statementOf(sql`
      select payout_id, account_id, amount_minor from read_referrals.payouts
      where status = 'PENDING' and method = ${method} and currency = ${currency}
      order by requested_at, payout_id limit ${BATCHED_PAYOUTS_MAX}`);
    const { rows } = await models.query<PayoutRow>(payouts, text, values);
    return rows.map((row) => ({
      ...{ payoutId: row.payout_id, accountId: row.account_id, amountMinor: row.amount_minor },
    }));
  };
}
