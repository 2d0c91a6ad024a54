import type { DomainEvent, Timestamp } from '@ledgerline/kernel';

export type PartyKind = 'user' | 'workspace';
export type PartyRole = 'user' | 'admin';

export type PartyRegistered = DomainEvent<
  'PartyRegistered',
  {
    partyId: string;
    kind: PartyKind;
    role: PartyRole;
    /** JSON of email and name, sealed under the party's key. */
    sealed: string | null;
    /** Keyed hash of the e-mail in lower case: equality without the address. Null: none was given. */
    emailHash: string | null;
    /** The tier its account opens with. */
    tier: string;
    /** The code that brought them. */
    referralCode: string | null;
    /** The test clock whose time this party lives in; null: everybody's. */
    testClockId: string | null;
    registeredAt: Timestamp;
  }
>;

/**
 * Somebody else took over an e-mail that was claimed for this party and led to nothing for long: under that
 * claim no registration comes any more.
 */
export type RegistrationBarred = DomainEvent<
  'RegistrationBarred',
  { claimId: string; claimNumber: number; barredAt: Timestamp }
>;

export type EmailVerified = DomainEvent<
  'EmailVerified',
  { partyId: string; emailHash: string; verifiedAt: Timestamp }
>;

/** `sealed`: JSON of the address. */
export type LoginRecorded = DomainEvent<
  'LoginRecorded',
  { partyId: string; sealed: string | null; loggedInAt: Timestamp }
>;

export type MemberAdded = DomainEvent<
  'MemberAdded',
  { partyId: string; memberId: string; members: number; reason?: string; addedAt: Timestamp }
>;

export type MemberRemoved = DomainEvent<
  'MemberRemoved',
  { partyId: string; memberId: string; members: number; reason: string; removedAt: Timestamp }
>;

export type BillingDetailsChanged = DomainEvent<
  'BillingDetailsChanged',
  {
    partyId: string;
    /** ISO 3166 alpha-2, in clear: the tax rate follows from it. */
    country: string;
    /** JSON of legalName, address, taxId and billingEmail, sealed under the party's key. */
    sealed: string | null;
    /** Why, where somebody else did it for them. */
    reason?: string;
    changedAt: Timestamp;
  }
>;

/** From the first paid subscription on: TRIAL becomes SUBSCRIBED. */
export type PartySubscribed = DomainEvent<
  'PartySubscribed',
  { partyId: string; reason: string; subscribedAt: Timestamp }
>;

export type PartyEvent =
  | RegistrationBarred
  | PartyRegistered
  | EmailVerified
  | LoginRecorded
  | MemberAdded
  | MemberRemoved
  | BillingDetailsChanged
  | PartySubscribed;
