import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  equals,
  ListOf,
  openPersonal,
  Page,
  PageAsked,
  type Personal,
  readPage,
  type Reads,
  sql,
  within,
} from '@ledgerline/platform/queries';
import { ReferralRow, referrals } from './referrals';

export interface ReferralView {
  /** The party that was brought. */
  readonly referralId: string;
  readonly referrerId: string | null;
  readonly code: string;
  readonly status: string;
  /** Why it brings nothing; null: it may. */
  readonly reason: string | null;
  readonly clickId: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  /** For those who may read it; null once the referrer was erased. */
  readonly ip: unknown;
  readonly userAgent: unknown;
  readonly clickedAt: Timestamp | null;
  readonly signupAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly confirmedAt: Timestamp | null;
  readonly rewardPaidAt: Timestamp | null;
  readonly orderId: string | null;
  readonly paid: Money | null;
  readonly refunded: Money | null;
  /** The referrer's by the rule, in money or in credits. */
  readonly reward: Money | { readonly credits: string } | null;
}

interface Money {
  readonly amount: string;
  readonly currency: string;
}

export class ListReferrals {
  constructor(
    readonly asked: PageAsked & {
      readonly referrerId?: string | undefined;
      readonly referralId?: string | undefined;
      readonly status?: string | undefined;
      readonly campaign?: string | undefined;
      readonly from?: Timestamp | undefined;
      readonly to?: Timestamp | undefined;
    },
    readonly personal: Personal,
  ) {}
}

export function listReferrals(reads: Reads, { asked, personal }: ListReferrals): Promise<Page<ReferralView>> {
  const list: ListOf = {
    name: 'referrals',
    from: referrals,
    select: sql`select * from read_referrals.referrals`,
    where: [
      equals('referrer_id', asked.referrerId),
      equals('referral_id', asked.referralId),
      equals('status', asked.status),
      equals('campaign', asked.campaign),
      ...within('signup_at', asked),
    ],
    sort: [
      { column: 'signup_at', type: 'timestamp' },
      { column: 'referral_id', type: 'text' },
    ],
    direction: 'desc',
  };
  return readPage<ReferralRow, ReferralView>(reads, list, asked, (row) => referralView(reads, row, personal));
}

async function referralView(reads: Reads, row: ReferralRow, personal: Personal): Promise<ReferralView> {
  const isShown = personal === 'shown' && row.referrer_id !== null;
  const from = isShown ? await openPersonal(reads.sealer, row.referrer_id!, row.click_sealed) : {};
  const currency = row.paid_currency;
  return {
    ...{ referralId: row.referral_id, referrerId: row.referrer_id, code: row.code },
    ...{ status: row.status, reason: row.reason },
    ...{ clickId: row.click_id, source: row.source, campaign: row.campaign },
    ...{ ip: from.ip ?? null, userAgent: from.userAgent ?? null },
    ...{ clickedAt: row.clicked_at, signupAt: row.signup_at, expiresAt: row.expires_at },
    ...{ confirmedAt: row.confirmed_at, rewardPaidAt: row.reward_paid_at, orderId: row.order_id },
    paid: moneyOf(row.paid_minor, currency),
    refunded: moneyOf(row.refunded_minor, currency),
    reward: rewardOf(row),
  };
}

function moneyOf(minor: bigint | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { amount: formatMoney(minor, currency), currency };
}

function rewardOf(row: ReferralRow): ReferralView['reward'] {
  if (row.reward_micros !== null) return { credits: formatCredits(row.reward_micros) };
  return moneyOf(row.reward_minor, row.reward_currency);
}
