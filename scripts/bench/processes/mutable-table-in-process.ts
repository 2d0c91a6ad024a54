import { createPool } from '@ledgerline/platform/postgres';
import { MUTABLE_TABLE_POOL } from '../mutable-table/pool-size';
import { runGeneration } from '../mutable-table/run-generation';
import { MUTABLE_TABLE_ACTION } from '../mutable-table/schema';
import { serveInProcessCells } from './in-process-cells';

const pool = createPool({
  url: process.env.BENCH_DATABASE_URL!,
  applicationName: 'bench-mutable-table',
  connectionsMax: MUTABLE_TABLE_POOL,
});

serveInProcessCells(async (accountId, generationId) => {
  const startedAtMs = performance.now();
  const { outcome } = await runGeneration(pool, {
    ...{ accountId, generationId, action: MUTABLE_TABLE_ACTION, actorUserId: 'member', model: 'bench' },
    ...{ inputTokens: 1_000, outputTokens: 200 },
  });
  if (outcome !== 'accepted') throw new Error(`the mutable tables refused generation ${generationId}`);
  return performance.now() - startedAtMs;
});
