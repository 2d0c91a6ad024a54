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
import { referralInvitations } from '../referral-invitations/referral-invitations';
import { ReferralRow, referrals } from './referrals';

export interface ReferralView {
  /** The party that was brought; before it signs up, the invitation's. */
  readonly referralId: string;
  /** The invitation it began with; null: with none. */
  readonly invitationId: string | null;
  readonly referrerId: string | null;
  readonly code: string;
  readonly status: string;
  /** Why it brings nothing; null: it may. */
  readonly reason: string | null;
  /** The party that was brought; null: nobody signed up yet. */
  readonly refereeId: string | null;
  /** As they registered, else as they were invited; for those who may read it. */
  readonly refereeEmail: unknown;
  readonly refereeName: unknown;
  readonly clickId: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  /** For those who may read it; null once the referrer was erased. */
  readonly ip: unknown;
  readonly userAgent: unknown;
  readonly invitedAt: Timestamp | null;
  readonly clickedAt: Timestamp | null;
  readonly signupAt: Timestamp | null;
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

type ListedRow = Omit<ReferralRow, 'status' | 'signup_at'> & {
  readonly status: string;
  readonly referee_id: string | null;
  readonly signup_at: Timestamp | null;
};

export function listReferrals(reads: Reads, { asked, personal }: ListReferrals): Promise<Page<ReferralView>> {
  const list: ListOf = {
    name: 'referrals',
    from: [referrals, referralInvitations],
    select: WHOEVER_WAS_ASKED_OR_CAME,
    where: [
      equals('referrer_id', asked.referrerId),
      equals('referral_id', asked.referralId),
      equals('status', asked.status),
      equals('campaign', asked.campaign),
      ...within('began_at', asked),
    ],
    sort: [
      { column: 'began_at', type: 'timestamp' },
      { column: 'referral_id', type: 'text' },
    ],
    direction: 'desc',
  };
  return readPage<ListedRow, ReferralView>(reads, list, asked, (row) => referralView(reads, row, personal));
}

/** An invitation is a referral until it is accepted; from then on its referral is listed in its place. */
const WHOEVER_WAS_ASKED_OR_CAME = sql`
  select * from (
    select referral_id, referral_id as referee_id, invitation_id, referrer_id, code, status, reason,
      click_id, clicked_at, source, campaign, click_sealed, invited_at, invited_sealed, referee_sealed,
      began_at, signup_at, expires_at, confirmed_at, reward_paid_at, order_id, paid_minor, refunded_minor,
      paid_currency, reward_minor, reward_currency, reward_micros
    from read_referrals.referrals
    union all
    select invitation_id, null, invitation_id, party_id, code, status, null,
      click_id, clicked_at, source, campaign, click_sealed, began_at, sealed, null,
      began_at, null, expires_at, null, null, null, null, 0,
      null, null, null, null
    from read_referrals.referral_invitations where status <> 'ACCEPTED'
  ) listed`;

async function referralView(reads: Reads, row: ListedRow, personal: Personal): Promise<ReferralView> {
  const { from, referee } = await personalOf(reads, row, personal);
  const currency = row.paid_currency;
  return {
    ...{ referralId: row.referral_id, invitationId: row.invitation_id, referrerId: row.referrer_id },
    ...{ code: row.code, status: row.status, reason: row.reason, refereeId: row.referee_id },
    ...{ refereeEmail: referee.email ?? null, refereeName: referee.name ?? null },
    ...{ clickId: row.click_id, source: row.source, campaign: row.campaign },
    ...{ ip: from.ip ?? null, userAgent: from.userAgent ?? null },
    ...{ invitedAt: row.invited_at, clickedAt: row.clicked_at, signupAt: row.signup_at },
    expiresAt: row.expires_at,
    ...{ confirmedAt: row.confirmed_at, rewardPaidAt: row.reward_paid_at, orderId: row.order_id },
    paid: moneyOf(row.paid_minor, currency),
    refunded: moneyOf(row.refunded_minor, currency),
    reward: rewardOf(row),
  };
}

type Opened = Awaited<ReturnType<typeof openPersonal>>;

/** Whence they came, and who they are: in their own words, or else in the inviter's. */
async function personalOf(
  { sealer }: Reads,
  row: ListedRow,
  personal: Personal,
): Promise<{ from: Opened; referee: Opened }> {
  const { referrer_id: referrerId, referee_id: refereeId } = row;
  if (personal !== 'shown') return { from: {}, referee: {} };
  const ofReferrer = async (sealed: string | null) =>
    referrerId === null ? {} : openPersonal(sealer, referrerId, sealed);
  const own = refereeId === null ? {} : await openPersonal(sealer, refereeId, row.referee_sealed);
  return {
    from: await ofReferrer(row.click_sealed),
    referee: own.email === undefined ? { ...(await ofReferrer(row.invited_sealed)), ...own } : own,
  };
}

function moneyOf(minor: bigint | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { amount: formatMoney(minor, currency), currency };
}

function rewardOf(row: ListedRow): ReferralView['reward'] {
  if (row.reward_micros !== null) return { credits: formatCredits(row.reward_micros) };
  return moneyOf(row.reward_minor, row.reward_currency);
}
