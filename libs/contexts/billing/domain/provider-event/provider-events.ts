import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { ProviderEvent, ProviderFact } from './provider-fact';

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

/** No order here is what it tells of, and none will be: a person looks whose money it is. */
export type ProviderEventUnclaimed = DomainEvent<
  'ProviderEventUnclaimed',
  Pick<ProviderEvent, 'provider' | 'eventId' | 'orderId' | 'paymentId'> & {
    readonly kind: ProviderFact['kind'];
    /** `another-installation`: its own mark says so; `order-unknown`: no order has come for so long. */
    readonly reason: 'another-installation' | 'order-unknown';
    /** Of the money it tells of; null where it names none. */
    readonly amountMinor: bigint | null;
    readonly currency: string | null;
    readonly receivedAt: Timestamp;
    readonly unclaimedAt: Timestamp;
  }
>;

export type ProviderEventEvent = ProviderEventReceived | ProviderEventUnclaimed;
