/** How a payout reaches its owner; the first two go through a provider. */
export const PAYOUT_METHODS = ['STRIPE', 'PAYPAL', 'BANK_TRANSFER', 'STORE_CREDIT'] as const;
export type PayoutMethod = (typeof PAYOUT_METHODS)[number];

export type ProvidedMethod = Extract<PayoutMethod, 'STRIPE' | 'PAYPAL'>;

/**
 * Whoever sends money out: one file and one line in `configured-payouts.ts`. Both calls may be made again,
 * with the same content each time: a payout of one id is paid once. A call that fails leaves open whether the
 * money went; whoever called asks {@link PayoutProvider.statusOf}, and pays only what the provider itself
 * does not know.
 */
export interface PayoutProvider {
  readonly method: ProvidedMethod;
  /**
   * How long a payout that was sent is still known by our name alone, in days; null: for ever. Beyond that it
   * is sent no more, for it could be paid twice.
   */
  readonly knowsForDays: number | null;
  /** Idempotent by `payoutId`, which is the key told to the provider. */
  pay(order: PayoutOrder): Promise<PayoutState>;
  /** What became of it, asked of the provider itself. */
  statusOf(asked: PayoutAsked): Promise<PayoutState>;
}

/** A method that nobody stands behind is not offered. */
export type PayoutProviders = Readonly<Partial<Record<ProvidedMethod, PayoutProvider>>>;

/** What a provider is asked about: its owner may be erased, and where the money went with them. */
export interface PayoutAsked {
  readonly payoutId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
  /** The provider's id, where it told one before. */
  readonly transactionId: string | null;
}

export interface PayoutOrder extends PayoutAsked {
  /** Where the money goes: an e-mail address (PayPal), a connected account's id (Stripe). Personal. */
  readonly destination: string;
}

export type PayoutState =
  /** The provider has it and has not finished. */
  | { readonly state: 'pending'; readonly transactionId: string | null }
  | { readonly state: 'paid'; readonly transactionId: string }
  /** No money went, and none will. */
  | { readonly state: 'failed'; readonly reason: string }
  /** The provider knows nothing of it: it was never asked. */
  | { readonly state: 'unknown' };
