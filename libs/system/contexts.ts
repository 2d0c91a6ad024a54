import { billingDescription, paymentProviders, runningBilling } from '@ledgerline/contexts/billing';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { identityDescription, runningIdentity, testClocks } from '@ledgerline/contexts/identity';
import { configuredPayouts, referralsDescription, runningReferrals } from '@ledgerline/contexts/referrals';
import type { ContextDescription, RunningContext } from '@ledgerline/platform/contexts';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { Runtime } from '@ledgerline/platform/runtime';
import { identityParts } from './identity-parts';

/** The contexts beside catalog and accounts, in the order in which they may know each other. */
export const contexts: readonly ContextDescription[] = [
  identityDescription,
  billingDescription,
  referralsDescription,
];

/** What each of them does in this process, by its name. */
export function runningContexts(
  { config, ledger, now, sealer }: Pick<Runtime, 'config' | 'ledger' | 'now' | 'sealer'>,
  { catalogs, models }: { readonly catalogs: CatalogReader; readonly models: ReadModels },
): ReadonlyMap<string, RunningContext> {
  const clocks = config.testClocks ? testClocks({ ledger, now }) : undefined;
  const providers = paymentProviders({ config, ledger, now, sealer });
  const parts = { ledger, now, catalogs, models, providers, sealer, seller: config.seller };
  const referralsOwn = {
    payoutProviders: configuredPayouts(config.payments),
    loopbackUrls: config.nodeEnv !== 'production',
  };
  return new Map([
    [identityDescription.name, runningIdentity(identityParts({ ...parts, clocks }))],
    [billingDescription.name, runningBilling(parts)],
    [referralsDescription.name, runningReferrals({ ...parts, ...referralsOwn })],
  ]);
}
