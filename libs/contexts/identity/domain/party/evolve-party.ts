import type { Evolvers } from '@ledgerline/platform/ledger';
import type { PartyEvent } from './party-events';
import type { PartyState } from './party-state';

export const evolveParty: Evolvers<PartyState, PartyEvent> = {
  RegistrationBarred: (state, { claimId, claimNumber }) => ({
    ...state,
    barredClaims: { ...state.barredClaims, [claimId]: claimNumber },
  }),
  PartyRegistered: (_state, data) => ({
    ...{ status: 'TRIAL', partyId: data.partyId, kind: data.kind, role: data.role, tier: data.tier },
    ...{ sealed: data.sealed, emailHash: data.emailHash, emailVerified: false },
    ...{ country: null, sealedBillingDetails: null },
    ...{ referralCode: data.referralCode, testClockId: data.testClockId },
    ...{ members: [], registeredAt: data.registeredAt, lastLoginAt: null, barredClaims: {} },
  }),
  EmailVerified: (state) => ({ ...state, emailVerified: true }),
  LoginRecorded: (state, { loggedInAt }) => ({ ...state, lastLoginAt: loggedInAt }),
  MemberAdded: (state, { memberId }) => ({ ...state, members: [...state.members, memberId] }),
  MemberRemoved: (state, { memberId }) => ({
    ...state,
    members: state.members.filter((member) => member !== memberId),
  }),
  BillingDetailsChanged: (state, { country, sealed }) => ({
    ...state,
    country,
    sealedBillingDetails: sealed,
  }),
  PartySubscribed: (state) => ({ ...state, status: 'SUBSCRIBED' }),
};
