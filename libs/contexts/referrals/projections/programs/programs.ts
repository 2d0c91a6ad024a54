import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { ProgramEvent } from '../../domain/program/program-events';
import type { ReferralEvent } from '../../domain/referral/referral-events';

export interface ProgramRow {
  party_id: string;
  code: string;
  status: 'active' | 'inactive';
  custom_url: string | null;
  message: string | null;
  clicks: number;
  /** Who signed up by it, and who of them became a paying customer. */
  referrals: number;
  successful: number;
  opened_at: Timestamp;
  changed_at: Timestamp;
  last_click_at: Timestamp | null;
}

type Events = ProgramEvent | ReferralEvent;

export const programs = totalProjection<ProgramRow, Events>({
  name: 'programs',
  version: 1,
  schema: 'read_referrals',
  columns: {
    party_id: 'text',
    code: 'text',
    status: 'text',
    custom_url: 'text',
    message: 'text',
    clicks: 'integer',
    referrals: 'integer',
    successful: 'integer',
    opened_at: 'timestamp',
    changed_at: 'timestamp',
    last_click_at: 'timestamp',
  },
  key: ['party_id'],
  indexes: [['code'], ['opened_at', 'party_id'], ['status', 'opened_at', 'party_id']],
  financial: false,
  on: {
    ProgramOpened: { keys: own, fold: opened },
    ProgramDeactivated: {
      keys: own,
      fold: (row, { at }) => ({ ...existing(row), status: 'inactive', changed_at: at }),
    },
    ProgramReactivated: {
      keys: own,
      fold: (row, { at }) => ({ ...existing(row), status: 'active', changed_at: at }),
    },
    ReferralClicked: {
      keys: own,
      fold: (row, { at }) => ({ ...existing(row), clicks: existing(row).clicks + 1, last_click_at: at }),
    },
    ReferralSignedUp: {
      keys: ({ data }) => [{ party_id: data.referrerId }],
      fold: (row) => ({ ...existing(row), referrals: existing(row).referrals + 1 }),
    },
    ReferralConfirmed: {
      keys: ({ data }) => [{ party_id: data.referrerId }],
      fold: (row) => ({ ...existing(row), successful: existing(row).successful + 1 }),
    },
    RewardEarned: 'ignored',
    RefereeInvited: 'ignored',
    InvitationAccepted: 'ignored',
    InvitationExpired: 'ignored',
    RewardVested: 'ignored',
    RewardClawedBack: 'ignored',
    RewardUndelivered: 'ignored',
    PayoutReserved: 'ignored',
    PayoutPaidOut: 'ignored',
    PayoutReleased: 'ignored',
    ReferralRejected: 'ignored',
    ReferralExpired: 'ignored',
    ReferralPaymentLost: 'ignored',
    ReferralRewardGranted: 'ignored',
    ReferralRewardRefused: 'ignored',
    ReferralRewardPaid: 'ignored',
  },
});

function own({ data }: { data: { partyId: string } }): readonly Partial<ProgramRow>[] {
  return [{ party_id: data.partyId }];
}

function opened(row: ProgramRow | undefined, event: ProjectedOf<Events, 'ProgramOpened'>): ProgramRow {
  invariant(row === undefined, 'a program is opened once');
  const { partyId, code, customUrl, message } = event.data;
  return {
    ...{ party_id: partyId, code, status: 'active', custom_url: customUrl, message },
    ...{ clicks: 0, referrals: 0, successful: 0 },
    ...{ opened_at: event.at, changed_at: event.at, last_click_at: null },
  };
}

function existing(row: ProgramRow | undefined): ProgramRow {
  invariant(row !== undefined, 'a program is opened before anything comes by it');
  return row;
}
