import type { EventRegistry } from '@ledgerline/kernel';

/** Every event that the streams of the referrals context hold. */
export const referralsEvents: readonly EventRegistry[] = [];
