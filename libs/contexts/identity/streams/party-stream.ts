import {
  boolean,
  defineEvent,
  integer,
  listOf,
  nullable,
  objectOf,
  recordOf,
  text,
} from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import { evolveParty } from '../domain/party/evolve-party';
import type {
  BillingDetailsChanged,
  EmailVerified,
  LoginRecorded,
  MemberAdded,
  MemberRemoved,
  PartyEvent,
  PartyRegistered,
  PartySubscribed,
  RegistrationBarred,
} from '../domain/party/party-events';
import { noParty, PartyState } from '../domain/party/party-state';

/** The stream `party-<partyId>`: who a user or a workspace is. Logins are many, so its state is kept. */
export const partyStream = recordedStream<'Party', PartyState, PartyEvent, undefined>({
  name: 'Party',
  category: 'party',
  events: {
    BillingDetailsChanged: defineEvent<BillingDetailsChanged>(
      'BillingDetailsChanged',
      'ledgerline.party.billing-details-changed.v1',
      {},
    ),
    EmailVerified: defineEvent<EmailVerified>('EmailVerified', 'ledgerline.party.email-verified.v1', {}),
    LoginRecorded: defineEvent<LoginRecorded>('LoginRecorded', 'ledgerline.party.login-recorded.v1', {}),
    MemberAdded: defineEvent<MemberAdded>('MemberAdded', 'ledgerline.party.member-added.v1', {}),
    MemberRemoved: defineEvent<MemberRemoved>('MemberRemoved', 'ledgerline.party.member-removed.v1', {}),
    PartyRegistered: defineEvent<PartyRegistered>('PartyRegistered', 'ledgerline.party.registered.v1', {}),
    PartySubscribed: defineEvent<PartySubscribed>('PartySubscribed', 'ledgerline.party.subscribed.v1', {}),
    RegistrationBarred: defineEvent<RegistrationBarred>(
      'RegistrationBarred',
      'ledgerline.party.registration-barred.v1',
      {},
    ),
  },
  initial: noParty,
  evolve: evolveParty,
  snapshot: {
    version: 1,
    codec: objectOf<PartyState>({
      status: text(),
      partyId: text(),
      kind: text(),
      role: text(),
      tier: text(),
      sealed: nullable(text()),
      emailHash: nullable(text()),
      emailVerified: boolean,
      country: nullable(text()),
      sealedBillingDetails: nullable(text()),
      referralCode: nullable(text()),
      testClockId: nullable(text()),
      members: listOf(text()),
      registeredAt: nullable(text()),
      lastLoginAt: nullable(text()),
      barredClaims: recordOf(integer),
    }),
  },
  contextFor: () => undefined,
});
