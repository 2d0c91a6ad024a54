import { listController, queryHandler } from '@ledgerline/platform/queries';
import { ExportLots, exportLots, ListLots, listLots } from './account-lots.queries';

const LOT = {
  lotId: 'trial',
  creditType: 'TRIAL_GRANT',
  priority: 20,
  amount: '10',
  remaining: '10',
  held: '0',
  spent: '0',
  expired: '0',
  voided: '0',
  moved: '0',
  toTakeBack: '0',
  owed: '0',
  cost: { amount: '9.99', currency: 'USD' },
  effectiveAt: '2026-11-21T09:00:00.000Z',
  expiresAt: null,
  state: 'available',
  reason: 'trial',
  voidReason: null,
  reference: null,
  grantedAt: '2026-11-21T09:00:00.000Z',
};

const lots = listController({
  path: '/v1/accounts/:accountId/lots',
  summary: 'The lots of an account, the newest grant first',
  tag: 'accounts',
  readers: 'by-account',
  item: LOT,
  ask: ({ params, query }) => new ListLots(params.accountId!, query),
  csv: {
    filename: 'lots.csv',
    ask: ({ params, query }) => new ExportLots(params.accountId!, query),
  },
});

export const accountLotsQueries = {
  controllers: [lots],
  handlers: [queryHandler(ListLots, listLots), queryHandler(ExportLots, exportLots)],
};
