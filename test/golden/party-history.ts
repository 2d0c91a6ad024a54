import type { EventRegistry, Timestamp } from '@ledgerline/kernel';
import { claimStream } from '@ledgerline/platform/claims';
import { partyStream } from '@ledgerline/contexts/identity';
import type { FrozenEvent } from './frozen-event';

type Unplaced = Omit<FrozenEvent, 'position'>;

const USER = { kind: 'user', role: 'user', tier: 'free', referralCode: null, testClockId: null };
const asked = (command: string, reason: string) => ({ command, reason, parameters: { memberId: 'pat' } });

/** Two users and a workspace, an e-mail that was taken over, and every event that they can have. */
export function partyHistory(at: Timestamp): readonly Unplaced[] {
  const claim = (ownerId: string, number: number) => ({ claimKind: 'email', ownerId, number, claimedAt: at });
  return [
    ...recorded('claim-hash-1', claimStream.events, at, { actor: 'claims', role: 'system', owner: 'nora' }, [
      ['MakeClaim', 'ClaimMade', claim('pat', 1)],
      ['MakeClaim', 'ClaimMade', claim('nora', 2)],
      ['ConfirmClaim', 'ClaimConfirmed', { ownerId: 'nora', number: 2, confirmedAt: at }],
      ['MakeClaim', 'ClaimCommandHadNoEffect', asked('MakeClaim', 'claim-moved')],
      [
        'MakeClaim',
        'ClaimCommandRefused',
        { ...asked('MakeClaim', 'claim-moved'), figures: {}, sealed: null },
      ],
      ['ReleaseClaim', 'ClaimReleased', { ownerId: 'nora', number: 2, releasedAt: at }],
    ]),
    ...recorded('party-nora', partyStream.events, at, BY_SERVICE, [
      [
        'RegisterParty',
        'PartyRegistered',
        registered('nora', at, { emailHash: 'hash-1', referralCode: 'PAT' }),
      ],
      ['VerifyEmail', 'EmailVerified', { partyId: 'nora', emailHash: 'hash-1', verifiedAt: at }],
      ['RecordLogin', 'LoginRecorded', { partyId: 'nora', sealed: 'v1.sealed-ip', loggedInAt: at }],
      ['ChangeBillingDetails', 'BillingDetailsChanged', billing('nora', at)],
      ['MarkSubscribed', 'PartySubscribed', { partyId: 'nora', reason: 'paid', subscribedAt: at }],
      ['MarkSubscribed', 'PartyCommandHadNoEffect', asked('MarkSubscribed', 'is-subscribed')],
    ]),
    ...recorded('party-pat', partyStream.events, at, { actor: 'claims', role: 'system' }, [
      ['BarRegistration', 'RegistrationBarred', { claimId: 'hash-1', claimNumber: 1, barredAt: at }],
      ['RegisterParty', 'PartyRegistered', registered('pat', at, { sealed: null })],
    ]),
    ...recorded('party-guild', partyStream.events, at, BY_SERVICE, [
      ['RegisterParty', 'PartyRegistered', registered('guild', at, { kind: 'workspace', tier: 'team' })],
      ['AddMember', 'MemberAdded', { partyId: 'guild', memberId: 'nora', members: 1, addedAt: at }],
      ['AddMember', 'MemberAdded', { partyId: 'guild', memberId: 'pat', members: 2, addedAt: at }],
      ['RemoveMember', 'MemberRemoved', removed('guild', at)],
      [
        'AddMember',
        'PartyCommandRefused',
        { ...asked('AddMember', 'seats-exceeded'), ...SEATS, sealed: null },
      ],
    ]),
  ];
}

const BY_SERVICE = { actor: 'shop', role: 'service', caller: 'sealed-caller' };
const SEATS = { figures: { seats: 1, members: 1 } };

function registered(partyId: string, registeredAt: Timestamp, more: object) {
  return { partyId, ...USER, sealed: 'v1.sealed-name', emailHash: null, registeredAt, ...more };
}

function billing(partyId: string, changedAt: Timestamp) {
  return { partyId, country: 'GB', sealed: 'v1.sealed-details', changedAt };
}

function removed(partyId: string, removedAt: Timestamp) {
  return { partyId, memberId: 'pat', members: 1, reason: 'left', removedAt };
}

/** One event for each command, as the ledger stamps it. */
export function recorded(
  stream: string,
  registry: EventRegistry,
  at: Timestamp,
  origin: object,
  events: readonly (readonly [command: string, type: string, data: object])[],
): readonly Unplaced[] {
  return events.map(([command, type, data], index) => ({
    stream,
    revision: String(index),
    metadata: JSON.stringify({
      ...{ at, command, commandId: `${stream}-${index}`, commandIndex: '0', commandHash: 'q1w2e3' },
      ...{ ...origin, requestId: `${stream}-request-${index}` },
    }),
    ...registry.encode({ type, data }),
  }));
}
