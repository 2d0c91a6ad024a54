import type { Instant } from './contract-values';

/** A user or a workspace; personal fields are null for those who may not read them. */
export interface Party {
  readonly partyId: string;
  readonly kind: 'user' | 'workspace';
  readonly role: 'user' | 'admin';
  readonly status: 'TRIAL' | 'SUBSCRIBED';
  readonly tier: string;
  readonly email: string | null;
  readonly emailVerifiedAt: Instant | null;
  readonly name: string | null;
  readonly billingDetails: BillingDetails | null;
  readonly referralCode: string | null;
  readonly testClockId: string | null;
  readonly members: number;
  readonly registeredAt: Instant;
  readonly subscribedAt: Instant | null;
  readonly lastLoginAt: Instant | null;
  readonly lastLoginIp: string | null;
}

export interface BillingDetails {
  readonly country: string;
  readonly legalName: string | null;
  readonly address: Readonly<Record<string, string>> | null;
  readonly taxId: string | null;
  readonly billingEmail: string | null;
}

/** Somebody's place in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly addedAt: Instant;
  readonly removedAt: Instant | null;
  readonly removedBecause: string | null;
}
