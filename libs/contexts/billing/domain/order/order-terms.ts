/** As the registry of providers has it, e.g. `STRIPE`. */
export type ProviderName = string;

/** What the money is for. */
export type OrderPurpose =
  | {
      readonly kind: 'credits';
      /** Null: an amount of the buyer's own. */
      readonly package: string | null;
      readonly creditsMicros: bigint;
      /** Null: they never lapse. */
      readonly expireAfterDays: number | null;
    }
  | {
      readonly kind: 'subscription';
      readonly subscriptionId: string;
      /** The charge's name in the subscription: `renew:<subscription>:<n>`. */
      readonly charge: string;
      readonly invoiceId: string;
    };

/** For display: what a provider tells of the means that paid. */
export interface PaymentMethodView {
  readonly providerMethodId: string;
  /** `card`, `bank_account`, `paypal`, … */
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  /** `2027-04`. */
  readonly expiry: string | null;
  /** The same for the same card wherever it is used, as a keyed hash; null where a provider tells none. */
  readonly fingerprint: string | null;
}
