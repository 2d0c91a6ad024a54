import { accountsAsking, draftOf, whatIf, WhatIfParts, WhatIfReport } from '@ledgerline/contexts/accounts';
import { CatalogReader } from '@ledgerline/contexts/catalog';
import { Timestamp } from '@ledgerline/kernel';
import { historyOf } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { ReadModels } from '@ledgerline/platform/projections';
import type { Operator } from './operator';
import { projections } from './read-models';

/** Read whole by the operator's tool, however long it takes; memory holds their ids. */
const ACCOUNTS_MAX = 1_000_000;

export type OperatorWhatIf =
  | { readonly report: WhatIfReport }
  | { readonly errors: readonly { readonly field: string; readonly message: string }[] };

/** Replays a draft for an operator, beside whatever runs; or says what is wrong with it. */
export async function operatorWhatIf(
  { store, pool, config }: Pick<Operator, 'store' | 'pool' | 'config'>,
  asked: {
    document: unknown;
    since: Timestamp;
    signal: AbortSignal;
    progress: (accounts: number, of: number) => void;
  },
): Promise<OperatorWhatIf> {
  const catalogs = new CatalogReader(new Ledger({ store, now: Date.now }), store, config.policy);
  await catalogs.refresh();
  const checked = draftOf(asked.document, catalogs.current());
  if ('errors' in checked) return checked;
  const models = new ReadModels(pool, projections, historyOf(store));
  try {
    const parts: WhatIfParts = { store, accountsAsking: (found) => accountsAsking(models, found) };
    const bounds = { accountsMax: ACCOUNTS_MAX, eventsMax: Number.MAX_SAFE_INTEGER };
    return { report: await whatIf(parts, { ...asked, draft: checked.draft, bounds }) };
  } finally {
    models.close();
  }
}
