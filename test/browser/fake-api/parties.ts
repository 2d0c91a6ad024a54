import type { Membership, Party } from '../../../apps/admin/src/api/contract';
import { at, DAY_MS } from './figures';

const NOBODY = { email: null, emailVerifiedAt: null, name: null, billingDetails: null, lastLoginAt: null };

/** A workspace and its one member. */
export function parties(nowMs: number): readonly Party[] {
  const registered = { tier: 'team', referralCode: null, testClockId: null, lastLoginIp: null };
  return [
    {
      ...{ ...NOBODY, ...registered, partyId: 'workspace-0004', kind: 'workspace', role: 'user' },
      ...{ status: 'TRIAL', members: 1, registeredAt: at(nowMs, 3 * DAY_MS), subscribedAt: null },
      billingDetails: {
        ...{ legalName: 'Guild of Lamplighters', country: 'DE', taxId: 'DE123456789', billingEmail: null },
        address: { line1: 'Laternengasse 3', postalCode: '10115', city: 'Berlin' },
      },
    },
    {
      ...{ ...NOBODY, ...registered, partyId: 'user-0001', kind: 'user', role: 'user' },
      ...{ status: 'SUBSCRIBED', members: 0, registeredAt: at(nowMs, 4 * DAY_MS) },
      ...{ name: 'Nora', email: 'ada@example.org', subscribedAt: at(nowMs, DAY_MS) },
    },
  ];
}

export function memberships(nowMs: number): readonly Membership[] {
  const [workspaceId, memberId] = ['workspace-0004', 'user-0001'];
  return [{ workspaceId, memberId, addedAt: at(nowMs, DAY_MS), removedAt: null, removedBecause: null }];
}
