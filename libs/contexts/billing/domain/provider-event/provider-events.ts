import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { ProviderEvent } from './provider-fact';

/** A webhook as it came, in our words; the provider's own stand sealed beside them. */
export type ProviderEventReceived = DomainEvent<
  'ProviderEventReceived',
  ProviderEvent & {
    /** Whose order it is, where that was known when it came. */
    readonly accountId: string | null;
    /** The body as it was signed; null where it is larger than an event may be. */
    readonly sealed: string | null;
    /** Under whose key: the account's where it was known, else the installation's own. */
    readonly sealedFor: string;
    readonly receivedAt: Timestamp;
  }
>;
