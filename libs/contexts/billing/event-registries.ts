import type { EventRegistry } from '@ledgerline/kernel';

/** Every event that the streams of the billing context hold. */
export const billingEvents: readonly EventRegistry[] = [];
