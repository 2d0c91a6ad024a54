import type { EventRegistry } from '@ledgerline/kernel';

/** Every event that the streams of the identity context hold. */
export const identityEvents: readonly EventRegistry[] = [];
