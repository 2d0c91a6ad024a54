import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { ProgramEvent } from '../../domain/program/program-events';

export interface ReferralClickRow {
  click_id: string;
  party_id: string;
  source: string | null;
  campaign: string | null;
  /** JSON of ip and userAgent, sealed under the program owner's key. */
  sealed: string | null;
  /** Whose link it was; null: the program's own. */
  invitation_id: string | null;
  clicked_at: Timestamp;
  attributed_until: Timestamp;
}

export const referralClicks = totalProjection<ReferralClickRow, ProgramEvent>({
  name: 'referral_clicks',
  version: 2,
  schema: 'read_referrals',
  columns: {
    click_id: 'text',
    party_id: 'text',
    source: 'text',
    campaign: 'text',
    sealed: 'text',
    invitation_id: 'text',
    clicked_at: 'timestamp',
    attributed_until: 'timestamp',
  },
  key: ['click_id'],
  indexes: [['party_id', 'clicked_at', 'click_id']],
  financial: false,
  appendOnly: true,
  on: {
    ReferralClicked: {
      keys: ({ data }) => [{ click_id: data.clickId }],
      fold: (_row, { data }) => ({
        ...{ click_id: data.clickId, party_id: data.partyId, source: data.source, campaign: data.campaign },
        invitation_id: data.invitationId ?? null,
        ...{ sealed: data.sealed, clicked_at: data.clickedAt, attributed_until: data.attributedUntil },
      }),
    },
    ProgramOpened: 'ignored',
    ProgramDeactivated: 'ignored',
    ProgramReactivated: 'ignored',
    RefereeInvited: 'ignored',
    InvitationAccepted: 'ignored',
    InvitationExpired: 'ignored',
    RewardEarned: 'ignored',
    RewardVested: 'ignored',
    RewardClawedBack: 'ignored',
    RewardUndelivered: 'ignored',
    PayoutReserved: 'ignored',
    PayoutPaidOut: 'ignored',
    PayoutReleased: 'ignored',
  },
});
