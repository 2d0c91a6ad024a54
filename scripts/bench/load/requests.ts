import { BATCH_ITEMS, Side } from '../cell';
import { BENCH_ACTION } from '../ledger/bench-catalog';
import { HttpAnswer, HttpConnection, postRequest } from './http-connection';

const TIMEOUT_SECONDS = 86_400;
const RESERVED = { quantity: 1, inputTokens: 1_000, outputTokens: 400 };
const USED = { quantity: 1, inputTokens: 1_000, outputTokens: 200 };
const ACCEPTED = '"outcome":"accepted"';

export interface Caller {
  readonly connection: HttpConnection;
  readonly key: string;
  nextAccount(): string;
  nextGeneration(): string;
}

export interface Done {
  readonly generations: number;
  readonly reserveMs: number;
}

/**
 * One generation over HTTP: a reserve and a completion for the ledger, one request for the mutable tables.
 */
export async function runOne(side: Side, caller: Caller): Promise<Done> {
  const { connection, key } = caller;
  const accountId = caller.nextAccount();
  const generationId = caller.nextGeneration();
  const path = `/v1/accounts/${accountId}/generations`;
  const startedAtMs = performance.now();
  if (side === 'mutable-table') {
    const body = JSON.stringify(tableGeneration(generationId));
    accepted(await connection.send(postRequest({ path, key, body })), 1);
    return { generations: 1, reserveMs: performance.now() - startedAtMs };
  }
  const reserve = JSON.stringify(reservation(generationId));
  accepted(
    await connection.send(postRequest({ path, key, body: reserve, idempotencyKey: `${generationId}-r` })),
    1,
  );
  const reserveMs = performance.now() - startedAtMs;
  const complete = { path: `${path}/${generationId}/complete`, body: JSON.stringify(completion()) };
  accepted(await connection.send(postRequest({ ...complete, key, idempotencyKey: `${generationId}-c` })), 1);
  return { generations: 1, reserveMs };
}

/**
 * As many generations as a batch holds: a batch of reserves and one of completions, or one of generations.
 */
export async function runBatch(side: Side, caller: Caller): Promise<Done> {
  const { connection, key } = caller;
  const items = Array.from({ length: BATCH_ITEMS }, () => ({
    accountId: caller.nextAccount(),
    generationId: caller.nextGeneration(),
  }));
  const post = async (body: object): Promise<void> => {
    const request = postRequest({ path: '/v1/commands', key, body: JSON.stringify(body) });
    accepted(await connection.send(request), BATCH_ITEMS);
  };
  const startedAtMs = performance.now();
  if (side === 'mutable-table') {
    const generations = items.map(({ accountId, generationId }) => ({
      accountId,
      generation: tableGeneration(generationId),
    }));
    await post({ generations });
    return { generations: BATCH_ITEMS, reserveMs: performance.now() - startedAtMs };
  }
  await post({
    commands: items.map(({ accountId, generationId }) => ({
      ...{ type: 'RequestGeneration', idempotencyKey: `${generationId}-r`, accountId },
      body: reservation(generationId),
    })),
  });
  const reserveMs = performance.now() - startedAtMs;
  await post({
    commands: items.map(({ accountId, generationId }) => ({
      ...{ type: 'CompleteGeneration', idempotencyKey: `${generationId}-c`, accountId, generationId },
      body: completion(),
    })),
  });
  return { generations: BATCH_ITEMS, reserveMs };
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

/**
 * The bench asks for nothing that may be refused; counting words is cheaper than parsing what is not used.
 */
function accepted({ status, body }: HttpAnswer, items: number): void {
  let found = 0;
  for (let at = body.indexOf(ACCEPTED); at >= 0; at = body.indexOf(ACCEPTED, at + 1)) found++;
  if (status < 300 && found === items) return;
  throw new Error(`${found} of ${items} accepted, status ${status}: ${body.toString().slice(0, 2_000)}`);
}
