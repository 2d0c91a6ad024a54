import type { ProviderFact } from '../../domain/provider-event/provider-fact';

/** Every kind that the sandbox tells; what it may tell later is of no concern here. */
const KINDS: ReadonlySet<string> = new Set<ProviderFact['kind']>([
  'paid',
  'payment-failed',
  'checkout-expired',
  'refunded',
  'refund-failed',
  'dispute-opened',
  'dispute-won',
  'dispute-lost',
  'method-kept',
  'method-removed',
]);

/** A fact as it was written, its amounts as numbers again. @throws Error for what is no fact */
export function sandboxFact(told: unknown): ProviderFact {
  const { kind, ...fact } = told as Record<string, unknown> & { kind: string };
  if (typeof kind !== 'string') throw new Error('fact');
  if (!KINDS.has(kind)) return { kind: 'ignored', type: kind.slice(0, 100) };
  const { payment } = fact as { payment?: object };
  return { kind, ...withAmount(fact), ...(payment && { payment: withAmount(payment) }) } as ProviderFact;
}

function withAmount(told: object): object {
  const { amountMinor } = told as { amountMinor?: unknown };
  if (amountMinor === undefined) return told;
  if (typeof amountMinor !== 'string' || !/^\d{1,18}$/.test(amountMinor)) throw new Error('amountMinor');
  return { ...told, amountMinor: BigInt(amountMinor) };
}
