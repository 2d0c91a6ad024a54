import { addSeconds, Timestamp } from '@ledgerline/kernel';
import { referralsEvents } from '../../libs/contexts/referrals/event-registries';
import type { FrozenEvent } from './frozen-event';
import { recorded } from './party-history';

const BY_SERVICE = { actor: 'shop', role: 'service' };
const [programEvents, referralEvents] = referralsEvents;

/** A program that invites three: one came by the second click, one has only clicked, one never came. */
export function invitationHistory(at: Timestamp): readonly Omit<FrozenEvent, 'position'>[] {
  const partyId = 'inviter';
  const expiresAt = addSeconds(at, 30 * 86_400);
  const invited = (invitationId: string) =>
    [
      'InviteReferee',
      'RefereeInvited',
      {
        ...{ partyId, invitationId, code: 'INVITER', emailHash: `hash-${invitationId}` },
        ...{ sealed: 'v1.sealed-invited', invitedAt: at, expiresAt },
      },
    ] as const;
  const clicked = (clickId: string, invitationId: string) =>
    [
      'RecordClick',
      'ReferralClicked',
      {
        ...{ partyId, clickId, source: 'mail', campaign: clickId, sealed: 'v1.sealed-visitor', invitationId },
        ...{ clickedAt: at, attributedUntil: expiresAt },
      },
    ] as const;
  const invitation = { invitationId: 'i-1', sealed: 'v1.sealed-invited', invitedAt: at };
  const click = {
    clickId: 'c-2',
    clickedAt: at,
    source: 'mail',
    campaign: 'c-2',
    sealed: 'v1.sealed-visitor',
  };
  return [
    ...recorded(`referralProgram-${partyId}`, programEvents!, at, BY_SERVICE, [
      [
        'OpenProgram',
        'ProgramOpened',
        { partyId, code: 'INVITER', customUrl: null, message: null, openedAt: at },
      ],
      ...['i-1', 'i-2', 'i-3'].map(invited),
      clicked('c-1', 'i-1'),
      clicked('c-2', 'i-1'),
      clicked('c-3', 'i-2'),
      [
        'AcceptInvitation',
        'InvitationAccepted',
        { partyId, ...invitation, referralId: 'invited', acceptedAt: at },
      ],
      ['Settle', 'InvitationExpired', { partyId, invitationId: 'i-3', expiredAt: expiresAt }],
    ]),
    ...recorded('referral-invited', referralEvents!, at, BY_SERVICE, [
      [
        'SignUpReferral',
        'ReferralSignedUp',
        {
          ...{ referralId: 'invited', referrerId: partyId, code: 'INVITER.c-2', click, invitation },
          ...{ refereeSealed: 'v1.sealed-own', signedUpAt: at, expiresAt },
        },
      ],
    ]),
  ];
}
