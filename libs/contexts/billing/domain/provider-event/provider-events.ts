import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { ProviderEvent, ProviderFact } from './provider-fact';

/** A webhook as it came, in our words; the provider's own stand sealed beside them. */
export type ProviderEventReceived = DomainEvent<
  'ProviderEventReceived',
  ProviderEvent & {
    /** Whose order it is, where that was known when it came. */
    readonly accountId: string | null;
    /** The body as it was signed; null where it is larger than an event may be: then it follows in parts. */
    readonly sealed: string | null;
    /** SHA-256 of the body's bytes, in hex: proves it when its key is gone. Absent of the first that came. */
    readonly bodySha256?: string;
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

/** A part of a body that no single event holds; all of them together are the bytes that were signed. */
export type ProviderEventBodyKept = DomainEvent<
  'ProviderEventBodyKept',
  Pick<ProviderEvent, 'provider' | 'eventId'> & {
    /** From 1. */
    readonly part: number;
    readonly parts: number;
    readonly sealed: string;
    readonly sealedFor: string;
  }
>;

export type ProviderEventEvent = ProviderEventReceived | ProviderEventBodyKept | ProviderEventUnclaimed;
