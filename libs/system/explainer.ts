import { accountStream, Explainer } from '@ledgerline/contexts/accounts';
import { CatalogReader } from '@ledgerline/contexts/catalog';
import { testClocks } from '@ledgerline/contexts/identity';
import { Ledger } from '@ledgerline/platform/ledger';
import type { Operator } from './operator';

/** Explains for an operator, beside whatever runs: it reads the log and decides nothing. */
export async function operatorExplainer({
  store,
  config,
}: Pick<Operator, 'store' | 'config'>): Promise<Explainer> {
  const now = Date.now;
  const ledger = new Ledger({ store, now });
  const catalogs = new CatalogReader(ledger, store, config.policy);
  await catalogs.refresh();
  const { clockOf } = config.testClocks ? testClocks({ ledger, now }) : { clockOf: now };
  const catalogAt = (version: number) => catalogs.at(version);
  return new Explainer({ store, ledger, stream: accountStream(catalogs), catalogAt, clockOf });
}
