import { setTimeout as delay } from 'node:timers/promises';
import { benchAccountId, MANY_ACCOUNTS } from '../cell';
import { Latencies } from '../../demo/play/latencies';
import { USAGE_ACTION } from '../ledger/bench-catalog';
import type { Target } from '../load/http-cells';
import { HttpConnection, postRequest } from '../load/http-connection';

export const USAGE_BATCH_ITEMS = 1_000;
const ACCEPTED = '"outcome":"accepted"';
const OVERLOADED = 503;
/** What a caller waits that was told there is too much at once: the answers' Retry-After, spread out. */
const BACKOFF_MS = 1_000;
const ATTEMPTS_MAX = 100;

export interface UsageOrder {
  readonly target: Target;
  /** Among how many accounts the items of one batch are spread; the accounts change from batch to batch. */
  readonly accountsPerBatch: number;
  readonly connections: number;
  /** Sends begin within so long, or are so many. */
  readonly measuredMs?: number;
  readonly batches?: number;
  /** Items a second that are sent; absent: as many as are answered. */
  readonly perSecond?: number;
  /** Part of every key made, so that no load repeats another's. */
  readonly run: string;
}

export interface UsageLoad {
  readonly items: number;
  /** Until the last answer of what was sent in time. */
  readonly seconds: number;
  readonly batchP50Ms: number;
  readonly batchP99Ms: number;
}

/** Batches of usage over HTTP, each connection with one request at a time; every item must be accepted. */
export async function runUsageLoad(order: UsageOrder): Promise<UsageLoad> {
  const { target, connections, measuredMs = Infinity, batches = Infinity, perSecond } = order;
  const opened = Array.from({ length: connections }, () => HttpConnection.open('127.0.0.1', target.port));
  const all = await Promise.all(opened);
  const latencies = new Latencies();
  const startedAtMs = performance.now();
  let sent = 0;
  const run = async (connection: HttpConnection): Promise<void> => {
    while (sent < batches && performance.now() - startedAtMs < measuredMs) {
      const number = sent++;
      if (perSecond !== undefined) {
        const dueMs = startedAtMs + (number * USAGE_BATCH_ITEMS * 1_000) / perSecond - performance.now();
        if (dueMs > 0) await delay(dueMs);
      }
      const sentAtMs = performance.now();
      await send(connection, target.key, batch(order, number));
      latencies.add(performance.now() - sentAtMs);
    }
  };
  try {
    await Promise.all(all.map(run));
  } finally {
    for (const connection of all) connection.close();
  }
  return {
    items: sent * USAGE_BATCH_ITEMS,
    seconds: (performance.now() - startedAtMs) / 1_000,
    ...{ batchP50Ms: latencies.percentile(0.5), batchP99Ms: latencies.percentile(0.99) },
  };
}

/** Items that were not executed because of overload are sent again, with their keys; the others are done. */
async function send(connection: HttpConnection, key: string, items: readonly object[]): Promise<void> {
  let left = items;
  for (let attempt = 1; ; attempt++) {
    const body = JSON.stringify({ items: left });
    const answer = await connection.send(postRequest({ path: '/v1/usage', key, body }));
    const text = answer.body.toString('latin1');
    // Counting words is cheaper than parsing what is not used.
    if (text.split(ACCEPTED).length - 1 === left.length) return;
    if (answer.status >= 300) throw new Error(`status ${answer.status}: ${text.slice(0, 500)}`);
    const { results } = JSON.parse(text) as { results: { status: number }[] };
    const wrong = results.find(({ status }) => status >= 300 && status !== OVERLOADED);
    if (wrong || attempt === ATTEMPTS_MAX)
      throw new Error(`not accepted: ${JSON.stringify(wrong ?? results[0])}`);
    left = left.filter((_, index) => results[index]!.status === OVERLOADED);
    await delay(BACKOFF_MS * (0.5 + Math.random()));
  }
}

/** A service's last second of calls: who, which model, how many tokens, how long. */
function batch({ accountsPerBatch, run }: UsageOrder, number: number): readonly object[] {
  return Array.from({ length: USAGE_BATCH_ITEMS }, (_, index) => ({
    accountId: benchAccountId((number * accountsPerBatch + (index % accountsPerBatch)) % MANY_ACCOUNTS),
    idempotencyKey: `${run}-${number}-${index}`,
    ...{ action: USAGE_ACTION, actorUserId: 'member', model: 'bench' },
    ...{ inputTokens: 800 + index, outputTokens: 200, durationMs: 950 + index },
  }));
}
