import type { BulkRoute } from '@ledgerline/platform/commands';

/**
 * Usage in batches. An item of a name, a model, tokens and a key has some 250 bytes; 1 MiB leaves each of
 * 1,000 items a kilobyte, and keeps what a server holds of one request bounded.
 */
export const USAGE_BATCH: BulkRoute = {
  path: '/v1/usage',
  summary: 'Record up to 1,000 things done already, of any accounts; each has its own result',
  itemsMax: 1_000,
  bodyBytesMax: 1_024 * 1_024,
  example: {
    items: [
      { accountId: 'ada', idempotencyKey: 'u1', action: 'api_call', quantity: 3 },
      { accountId: 'bob', idempotencyKey: 'u2', action: 'api_call', status: 'failed', errorCode: 'timeout' },
    ],
  },
};
