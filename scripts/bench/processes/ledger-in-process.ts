import { BENCH_ACTION } from '../ledger/bench-catalog';
import { openBenchLedger } from '../ledger/open-bench-ledger';
import { serveInProcessCells } from './in-process-cells';

const TIMEOUT_SECONDS = 86_400;

async function main(): Promise<void> {
  const masterKey = Buffer.from(process.env.LEDGERLINE_MASTER_KEY!, 'base64');
  const ledger = await openBenchLedger({
    url: process.env.BENCH_DATABASE_URL!,
    masterKey,
    env: process.env,
  });
  serveInProcessCells(async (accountId, generationId) => {
    const startedAtMs = performance.now();
    await ledger.accepted(
      'RequestGeneration',
      { accountId },
      {
        key: `${generationId}-r`,
        body: {
          ...{ action: BENCH_ACTION, generationId, actorUserId: 'member', model: 'bench' },
          estimate: { quantity: 1, inputTokens: 1_000, outputTokens: 400 },
          timeoutSeconds: TIMEOUT_SECONDS,
        },
      },
    );
    const reserveMs = performance.now() - startedAtMs;
    await ledger.accepted(
      'CompleteGeneration',
      { accountId, generationId },
      {
        key: `${generationId}-c`,
        body: { usage: { quantity: 1, inputTokens: 1_000, outputTokens: 200 }, processingMs: 1_500 },
      },
    );
    return reserveMs;
  });
}

void main();
