import type { DomainEvent, Timestamp } from '@ledgerline/kernel';

/** The owner is named before the fact by which it owns exists; `number` counts the claims of this stream. */
export type ClaimMade = DomainEvent<
  'ClaimMade',
  { claimKind: string; ownerId: string; number: number; claimedAt: Timestamp }
>;

/** The owner's fact was seen: the claim no longer lapses. */
export type ClaimConfirmed = DomainEvent<
  'ClaimConfirmed',
  { ownerId: string; number: number; confirmedAt: Timestamp }
>;

export type ClaimReleased = DomainEvent<
  'ClaimReleased',
  { ownerId: string; number: number; releasedAt: Timestamp }
>;

export type ClaimEvent = ClaimMade | ClaimConfirmed | ClaimReleased;
