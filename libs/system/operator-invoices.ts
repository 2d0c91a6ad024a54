import { timestamp } from '@ledgerline/kernel';
import { invoicePaper, InvoicePaper } from '@ledgerline/contexts/billing';
import { historyOf } from '@ledgerline/platform/eventstore';
import { ReadModels } from '@ledgerline/platform/projections';
import { createSealer, postgresDataKeyStore } from '@ledgerline/platform/sealing';
import type { Operator } from './operator';

/** The paper of an invoice, as the api gives it; undefined where there is none. */
export async function operatorInvoice(
  { config, pool, store, projections }: Operator,
  invoiceId: string,
): Promise<InvoicePaper | undefined> {
  const { masterKey, retiredMasterKeys } = config;
  const sealer = createSealer({ store: postgresDataKeyStore(pool), masterKey, retiredMasterKeys });
  const models = new ReadModels(pool, projections, historyOf(store));
  try {
    const now = () => timestamp(Date.now());
    const reads = { models, sealer, now, analyticsEnabled: () => true };
    return (await invoicePaper(reads, { invoiceId })).paper;
  } finally {
    models.close();
  }
}
