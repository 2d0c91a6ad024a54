import type { AnyCommandSlice, RegisteredCommand } from '@ledgerline/platform/commands';
import type { IdentityParts } from '../identity-parts';
import { partyFamily } from '../party-family';
import { testClockFamily } from '../test-clock-family';
import { addMemberSlice } from './add-member/add-member.http';
import { advanceTestClockSlice } from './advance-test-clock/advance-test-clock.http';
import { changeBillingDetailsSlice } from './change-billing-details/change-billing-details.http';
import { createTestClockSlice } from './create-test-clock/create-test-clock.http';
import { markSubscribedSlice } from './mark-subscribed/mark-subscribed.http';
import { recordLoginSlice } from './record-login/record-login.http';
import { registerPartySlice } from './register-party/register-party.http';
import { removeMemberSlice } from './remove-member/remove-member.http';
import { verifyEmailSlice } from './verify-email/verify-email.http';

/** Every command of the identity context: a new one is one folder and one line here. */
export function identityCommands(parts: IdentityParts): readonly RegisteredCommand[] {
  const ofParties: readonly AnyCommandSlice[] = [
    addMemberSlice(parts),
    changeBillingDetailsSlice,
    markSubscribedSlice,
    recordLoginSlice,
    registerPartySlice(parts),
    removeMemberSlice,
    verifyEmailSlice,
  ];
  const ofTestClocks = parts.testClocksEnabled ? [advanceTestClockSlice, createTestClockSlice] : [];
  return [
    ...ofParties.map((slice) => ({ family: partyFamily, slice })),
    ...ofTestClocks.map((slice: AnyCommandSlice) => ({ family: testClockFamily, slice })),
  ];
}
