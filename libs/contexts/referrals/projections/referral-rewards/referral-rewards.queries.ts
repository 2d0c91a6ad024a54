import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import { equals, ListOf, Page, PageAsked, readPage, type Reads, sql } from '@ledgerline/platform/queries';
import { ReferralRewardRow, referralRewards } from './referral-rewards';

export interface ReferralRewardView {
  readonly rewardId: string;
  readonly referralId: string;
  /** Whose program keeps it, and who gets it. */
  readonly accountId: string;
  readonly beneficiaryId: string;
  readonly kind: 'money' | 'credits';
  /** In `currency`, or in credits where that is null. */
  readonly amount: string;
  readonly clawedBack: string;
  readonly currency: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly earnedAt: Timestamp;
  readonly vestsAt: Timestamp;
}

export class ListRewards {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked & {
      readonly state?: string | undefined;
      readonly referralId?: string | undefined;
    },
  ) {}
}

export function listRewards(
  reads: Reads,
  { accountId, asked }: ListRewards,
): Promise<Page<ReferralRewardView>> {
  const list: ListOf = {
    name: 'referral-rewards',
    from: referralRewards,
    select: sql`select * from read_referrals.referral_rewards`,
    where: [
      equals('party_id', accountId),
      equals('state', asked.state),
      equals('referral_id', asked.referralId),
    ],
    sort: [
      { column: 'earned_at', type: 'timestamp' },
      { column: 'reward_id', type: 'text' },
      { column: 'beneficiary_id', type: 'text' },
    ],
    direction: 'desc',
  };
  return readPage<ReferralRewardRow, ReferralRewardView>(reads, list, asked, rewardView);
}

function rewardView(row: ReferralRewardRow): ReferralRewardView {
  const { currency } = row;
  const told = (worth: bigint) => (currency === null ? formatCredits(worth) : formatMoney(worth, currency));
  return {
    ...{ rewardId: row.reward_id, referralId: row.referral_id, accountId: row.party_id },
    ...{ beneficiaryId: row.beneficiary_id, kind: row.kind, currency },
    ...{ amount: told(row.amount), clawedBack: told(row.clawed_back) },
    ...{ state: row.state, reason: row.reason, earnedAt: row.earned_at, vestsAt: row.vests_at },
  };
}
