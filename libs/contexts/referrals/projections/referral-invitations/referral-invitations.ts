import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { ProgramEvent } from '../../domain/program/program-events';

/** A referral before its referee is a party; from the sign-up on it stands among the referrals. */
export interface ReferralInvitationRow {
  invitation_id: string;
  party_id: string;
  code: string;
  status: 'PENDING' | 'CLICKED' | 'ACCEPTED' | 'EXPIRED';
  /** Who came by it. */
  referral_id: string | null;
  /** JSON of email and name, sealed under the inviter's key. */
  sealed: string | null;
  /** The first click on its link. */
  click_id: string | null;
  clicked_at: Timestamp | null;
  source: string | null;
  campaign: string | null;
  /** JSON of ip and userAgent, sealed under the inviter's key. */
  click_sealed: string | null;
  began_at: Timestamp;
  expires_at: Timestamp;
}

type Row = ReferralInvitationRow;
type Told<T extends ProgramEvent['type']> = ProjectedOf<ProgramEvent, T>;

export const referralInvitations = totalProjection<Row, ProgramEvent>({
  name: 'referral_invitations',
  version: 1,
  schema: 'read_referrals',
  columns: {
    invitation_id: 'text',
    party_id: 'text',
    code: 'text',
    status: 'text',
    referral_id: 'text',
    sealed: 'text',
    click_id: 'text',
    clicked_at: 'timestamp',
    source: 'text',
    campaign: 'text',
    click_sealed: 'text',
    began_at: 'timestamp',
    expires_at: 'timestamp',
  },
  key: ['invitation_id'],
  // The last finds what is due to expire.
  indexes: [
    ['began_at', 'invitation_id'],
    ['party_id', 'began_at', 'invitation_id'],
    ['status', 'expires_at', 'party_id'],
  ],
  financial: false,
  streamOf: { prefix: 'referralProgram-', column: 'party_id' },
  on: {
    ProgramOpened: 'ignored',
    ProgramDeactivated: 'ignored',
    ProgramReactivated: 'ignored',
    RefereeInvited: { keys: own, fold: invited },
    ReferralClicked: {
      keys: ({ data }) => (data.invitationId === undefined ? [] : [{ invitation_id: data.invitationId }]),
      fold: clicked,
    },
    InvitationAccepted: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), status: 'ACCEPTED', referral_id: data.referralId }),
    },
    InvitationExpired: { keys: own, fold: (row) => ({ ...existing(row), status: 'EXPIRED' }) },
    RewardEarned: 'ignored',
    RewardVested: 'ignored',
    RewardClawedBack: 'ignored',
    RewardUndelivered: 'ignored',
    PayoutReserved: 'ignored',
    PayoutPaidOut: 'ignored',
    PayoutReleased: 'ignored',
  },
});

function own({ data }: { data: { invitationId: string } }): readonly Partial<Row>[] {
  return [{ invitation_id: data.invitationId }];
}

function invited(row: Row | undefined, { data }: Told<'RefereeInvited'>): Row {
  invariant(row === undefined, 'an invitation is sent once');
  const { invitationId, partyId, code, sealed, invitedAt, expiresAt } = data;
  return {
    ...{ invitation_id: invitationId, party_id: partyId, code, status: 'PENDING', referral_id: null },
    ...{ sealed, click_id: null, clicked_at: null, source: null, campaign: null, click_sealed: null },
    ...{ began_at: invitedAt, expires_at: expiresAt },
  };
}

function clicked(row: Row | undefined, { data }: Told<'ReferralClicked'>): Row {
  const before = existing(row);
  if (before.click_id !== null) return before;
  const { clickId, clickedAt, source, campaign, sealed } = data;
  return {
    ...{ ...before, status: 'CLICKED', click_id: clickId, clicked_at: clickedAt, source, campaign },
    click_sealed: sealed,
  };
}

function existing(row: Row | undefined): Row {
  invariant(row !== undefined, 'an invitation is sent before anybody comes by it');
  return row;
}
