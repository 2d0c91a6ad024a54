import { LRUCache } from 'lru-cache';
import type Stripe from 'stripe';
import { askStripe } from './stripe-client';

const REMEMBERED_MAX = 10_000;

/** Which customer at Stripe an account is. One each, so that a kept method can be charged again. */
export interface StripeCustomers {
  /** Makes the customer when there is none. */
  customerOf(accountId: string): Promise<string>;
  /** Null for a customer that is none of ours. */
  accountOf(customerId: string): Promise<string | null>;
}

/**
 * Stripe's search lags behind by up to a minute, and its idempotency keys are kept for a day at least: the
 * key finds what the search does not show yet, the search what the key has forgotten. So no account has two.
 */
export function stripeCustomers(stripe: Stripe.Stripe): StripeCustomers {
  const customers = new LRUCache<string, string>({ max: REMEMBERED_MAX });
  const accounts = new LRUCache<string, string>({ max: REMEMBERED_MAX });
  const remember = (accountId: string, customerId: string): void => {
    customers.set(accountId, customerId);
    accounts.set(customerId, accountId);
  };
  return {
    async customerOf(accountId) {
      const known = customers.get(accountId);
      if (known !== undefined) return known;
      const customerId = (await found(stripe, accountId)) ?? (await made(stripe, accountId));
      remember(accountId, customerId);
      return customerId;
    },
    async accountOf(customerId) {
      const known = accounts.get(customerId);
      if (known !== undefined) return known;
      const customer = await askStripe(() => stripe.customers.retrieve(customerId));
      const accountId = customer.deleted ? undefined : customer.metadata.accountId;
      if (accountId !== undefined) remember(accountId, customerId);
      return accountId ?? null;
    },
  };
}

async function found(stripe: Stripe.Stripe, accountId: string): Promise<string | undefined> {
  const query = `metadata['accountId']:'${quoted(accountId)}'`;
  const { data } = await askStripe(() => stripe.customers.search({ query, limit: 1 }));
  return data[0]?.id;
}

async function made(stripe: Stripe.Stripe, accountId: string): Promise<string> {
  const idempotencyKey = `customer:${accountId}`;
  const { id } = await askStripe(() =>
    stripe.customers.create({ metadata: { accountId } }, { idempotencyKey }),
  );
  return id;
}

/** A text inside a query of Stripe's search. */
export function quoted(text: string): string {
  return text.replace(/[\\']/g, (character) => `\\${character}`);
}
