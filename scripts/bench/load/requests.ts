import { setTimeout as delay } from 'node:timers/promises';
import { BATCH_ITEMS, Side } from '../cell';
import { BENCH_ACTION } from '../ledger/bench-catalog';
import { HttpAnswer, HttpConnection, postRequest } from './http-connection';

const TIMEOUT_SECONDS = 86_400;
const RESERVED = { quantity: 1, inputTokens: 1_000, outputTokens: 400 };
const USED = { quantity: 1, inputTokens: 1_000, outputTokens: 200 };
const ACCEPTED = '"outcome":"accepted"';
const OVERLOADED = 503;
/** What a caller waits that was told there is too much at once: the answers' Retry-After, spread out. */
const BACKOFF_MS = 1_000;
const ATTEMPTS_MAX = 100;

export interface Caller {
  /** Items of its next batch; the first one is smaller, so that not all callers end theirs at once. */
  batchItems: number;
  readonly connection: HttpConnection;
  readonly key: string;
  nextAccount(): string;
  nextGeneration(): string;
}

/** Tells how much of a generation is done: all of it, or a half for each of reserve and completion. */
export interface Count {
  (generations: number): void;
}

/** One generation over HTTP: reserve and completion for the ledger, one request for the mutable tables. */
export async function runOne(side: Side, caller: Caller, count: Count): Promise<{ reserveMs: number }> {
  const accountId = caller.nextAccount();
  const generationId = caller.nextGeneration();
  const path = `/v1/accounts/${accountId}/generations`;
  const startedAtMs = performance.now();
  if (side === 'mutable-table') {
    await post(caller, { path, body: tableGeneration(generationId) });
    count(1);
    return { reserveMs: performance.now() - startedAtMs };
  }
  await post(caller, { path, body: reservation(generationId), idempotencyKey: `${generationId}-r` });
  const reserveMs = performance.now() - startedAtMs;
  count(0.5);
  const completing = { path: `${path}/${generationId}/complete`, idempotencyKey: `${generationId}-c` };
  await post(caller, { ...completing, body: completion() });
  count(0.5);
  return { reserveMs };
}

/** As many generations as a batch holds: a batch of reserves and one of completions, or a single one. */
export async function runBatch(side: Side, caller: Caller, count: Count): Promise<{ reserveMs: number }> {
  const items = Array.from({ length: caller.batchItems }, () => ({
    accountId: caller.nextAccount(),
    generationId: caller.nextGeneration(),
  }));
  caller.batchItems = BATCH_ITEMS;
  const startedAtMs = performance.now();
  if (side === 'mutable-table') {
    const generation = ({ accountId, generationId }: (typeof items)[number]) => ({
      ...{ accountId, generation: tableGeneration(generationId) },
    });
    await postBatch(caller, 'generations', items.map(generation));
    count(items.length);
    return { reserveMs: performance.now() - startedAtMs };
  }
  const reserves = items.map(({ accountId, generationId }) => ({
    ...{ type: 'RequestGeneration', idempotencyKey: `${generationId}-r`, accountId },
    body: reservation(generationId),
  }));
  await postBatch(caller, 'commands', reserves);
  const reserveMs = performance.now() - startedAtMs;
  count(items.length / 2);
  const completions = items.map(({ accountId, generationId }) => ({
    ...{ type: 'CompleteGeneration', idempotencyKey: `${generationId}-c`, accountId, generationId },
    body: completion(),
  }));
  await postBatch(caller, 'commands', completions);
  count(items.length / 2);
  return { reserveMs };
}

async function post(
  { connection, key }: Caller,
  { path, body, idempotencyKey }: { path: string; body: object; idempotencyKey?: string },
): Promise<void> {
  const request = postRequest({ path, key, idempotencyKey, body: JSON.stringify(body) });
  for (let attempt = 1; ; attempt++) {
    const answer = await connection.send(request);
    if (acceptedIn(answer) === 1) return;
    if (answer.status !== OVERLOADED || attempt === ATTEMPTS_MAX) throw unexpected(answer);
    await delay(BACKOFF_MS * (0.5 + Math.random()));
  }
}

/**
 * Items that were not executed because of overload are sent again, with their keys; the others are done.
 */
async function postBatch({ connection, key }: Caller, name: string, items: readonly object[]): Promise<void> {
  let left = items;
  for (let attempt = 1; ; attempt++) {
    const body = JSON.stringify({ [name]: left });
    const answer = await connection.send(postRequest({ path: '/v1/commands', key, body }));
    if (acceptedIn(answer) === left.length) return;
    if (answer.status >= 300 || attempt === ATTEMPTS_MAX) throw unexpected(answer);
    const { results } = JSON.parse(answer.body.toString()) as { results: { status: number }[] };
    if (results.some(({ status }) => status >= 300 && status !== OVERLOADED)) throw unexpected(answer);
    left = left.filter((_, index) => results[index]!.status === OVERLOADED);
    await delay(BACKOFF_MS * (0.5 + Math.random()));
  }
}

function reservation(generationId: string): object {
  const who = { actorUserId: 'member', model: 'bench' };
  return { action: BENCH_ACTION, generationId, ...who, estimate: RESERVED, timeoutSeconds: TIMEOUT_SECONDS };
}

function completion(): object {
  return { usage: USED, processingMs: 1_500 };
}

function tableGeneration(generationId: string): object {
  return { action: BENCH_ACTION, generationId, actorUserId: 'member', model: 'bench', usage: USED };
}

/** Counting words is cheaper than parsing what is not used. */
function acceptedIn({ body }: HttpAnswer): number {
  let found = 0;
  for (let at = body.indexOf(ACCEPTED); at >= 0; at = body.indexOf(ACCEPTED, at + 1)) found++;
  return found;
}

/** The bench asks for nothing that may be refused. */
function unexpected({ status, body }: HttpAnswer): Error {
  return new Error(`not all accepted, status ${status}: ${body.toString().slice(0, 1_000)}`);
}
