import type { PartyState } from './party-state';

/** A party as each of its commands tells it; nothing personal. */
export function partySummary(state: PartyState): object | undefined {
  const { status, partyId, kind, role, emailVerified, country, members, testClockId } = state;
  if (status === 'missing') return undefined;
  return { partyId, kind, role, status, emailVerified, country, members: members.length, testClockId };
}
