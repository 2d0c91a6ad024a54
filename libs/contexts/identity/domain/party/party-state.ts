import type { Timestamp } from '@ledgerline/kernel';
import type { PartyKind, PartyRole } from './party-events';

export interface PartyState {
  /** TRIAL until the first paid subscription. */
  readonly status: 'missing' | 'TRIAL' | 'SUBSCRIBED';
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly role: PartyRole;
  /** The tier its account opened with; what it has now its account knows. */
  readonly tier: string;
  /** JSON of email and name, sealed. */
  readonly sealed: string | null;
  readonly emailHash: string | null;
  readonly emailVerified: boolean;
  /** ISO 3166 alpha-2; null: no billing details yet. */
  readonly country: string | null;
  /** JSON of legalName, address, taxId and billingEmail, sealed. */
  readonly sealedBillingDetails: string | null;
  readonly referralCode: string | null;
  readonly testClockId: string | null;
  /** Of a workspace, in the order in which they came. */
  readonly members: readonly string[];
  readonly registeredAt: Timestamp | null;
  readonly lastLoginAt: Timestamp | null;
  /** By claim: up to which number its claims were taken over before they led to a registration. */
  readonly barredClaims: Readonly<Record<string, number>>;
}

export function noParty(): PartyState {
  return {
    status: 'missing',
    partyId: '',
    kind: 'user',
    role: 'user',
    tier: '',
    sealed: null,
    emailHash: null,
    emailVerified: false,
    country: null,
    sealedBillingDetails: null,
    referralCode: null,
    testClockId: null,
    members: [],
    registeredAt: null,
    lastLoginAt: null,
    barredClaims: {},
  };
}
