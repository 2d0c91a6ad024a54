import { setTimeout as delay } from 'node:timers/promises';
import { timeline } from '../timeline/timeline';
import { PlannedRequest } from '../calibration/plan-request';
import { AccountScript, ScriptedCommand } from './account-script';
import { Lanes } from './lanes';
import { Latencies } from './latencies';
import { CommandAnswer, LedgerClient, UnexpectedAnswer } from './ledger-client';
import { PlayResult } from './play-result';

export interface PlayOptions {
  readonly client: LedgerClient;
  readonly script: AccountScript;
  readonly speed: number | 'max';
  /** Commands in flight at once, over all accounts. */
  readonly concurrency: number;
  /** Told after each request that has got its last answer. */
  readonly onRequest: () => void;
}

/**
 * Moments read ahead of the answers: bounds memory, and lets a busy account lag behind without stopping
 * all.
 */
const WAITING_MAX = 50_000;
const OFF_SCHEDULE_MS_MIN = 5;

/**
 * Plays requests through the API. Per account the commands go out in the order of the timeline, one by one,
 * so what is accepted is the same at every speed; different accounts go at once.
 * @throws UnexpectedAnswer when the API answers what it never should
 */
export async function playTrace(
  requests: AsyncIterable<PlannedRequest>,
  options: PlayOptions,
): Promise<PlayResult> {
  const tally = new Tally();
  const lanes = new Lanes({ running: options.concurrency, waitingMax: WAITING_MAX });
  const startedAtMs = performance.now();
  const reserved = new Set<number>();
  const opened = new Set<number>();
  for await (const { kind, atMs, request } of timeline(requests)) {
    if (options.speed !== 'max') await untilDue(startedAtMs + atMs / options.speed);
    const { accountRank } = request;
    if (kind === 'arrives' && !opened.has(accountRank)) {
      opened.add(accountRank);
      await lanes.add(accountRank, () => openAccount(accountRank, { ...options, tally }));
    }
    await lanes.add(accountRank, async () => {
      const done = kind === 'arrives' ? !(await reserve(request)) : await resolve(request);
      if (done) options.onRequest();
    });
  }
  await lanes.drained();
  return tally.result({ accounts: opened.size, tookMs: performance.now() - startedAtMs });

  /** Whether the request was accepted and will be resolved. */
  async function reserve(request: PlannedRequest): Promise<boolean> {
    const answer = await sent(options.client, options.script.reserve(request));
    tally.reserved(answer);
    if (answer.outcome !== 'refused') reserved.add(request.line);
    return answer.outcome !== 'refused';
  }

  async function resolve(request: PlannedRequest): Promise<boolean> {
    if (!reserved.delete(request.line)) return false;
    const command = options.script.resolve(request);
    const answer = await sent(options.client, command);
    if (answer.outcome === 'refused') throw unexpectedRefusal(command, answer);
    tally.resolved(answer, request.fails);
    return true;
  }
}

async function openAccount(
  rank: number,
  { client, script, tally }: PlayOptions & { tally: Tally },
): Promise<void> {
  for (const command of [script.open(rank), script.grant(rank)]) {
    const answer = await sent(client, command);
    if (answer.outcome === 'refused') throw unexpectedRefusal(command, answer);
    tally.prepared(answer);
  }
}

function sent(client: LedgerClient, { path, idempotencyKey, body }: ScriptedCommand): Promise<CommandAnswer> {
  return client.command(path, idempotencyKey, body);
}

function unexpectedRefusal({ path }: ScriptedCommand, { body }: CommandAnswer): UnexpectedAnswer {
  return new UnexpectedAnswer(Number(body.status), `POST ${path} was refused: ${String(body.code)}`);
}

async function untilDue(dueAtMs: number): Promise<void> {
  const waitMs = dueAtMs - performance.now();
  if (waitMs > OFF_SCHEDULE_MS_MIN) await delay(waitMs);
}

/** Counts what was answered. */
class Tally {
  private counts = { requests: 0, accepted: 0, completed: 0, failed: 0, commands: 0, retries: 0 };
  private readonly refused = new Map<string, number>();
  private readonly reserving = new Latencies();
  private readonly resolving = new Latencies();
  private lastPosition = '';

  prepared(answer: CommandAnswer): void {
    this.counts.commands++;
    this.counts.retries += answer.retries;
    const position = answer.body.position;
    if (typeof position === 'string' && position > this.lastPosition) this.lastPosition = position;
  }

  reserved(answer: CommandAnswer): void {
    this.prepared(answer);
    this.counts.requests++;
    this.reserving.add(answer.tookMs);
    if (answer.outcome !== 'refused') this.counts.accepted++;
    else {
      const reason = reasonOf(answer);
      this.refused.set(reason, (this.refused.get(reason) ?? 0) + 1);
    }
  }

  resolved(answer: CommandAnswer, failed: boolean): void {
    this.prepared(answer);
    this.resolving.add(answer.tookMs);
    this.counts[failed ? 'failed' : 'completed']++;
  }

  result(run: { accounts: number; tookMs: number }): PlayResult {
    const { refused, reserving, resolving, lastPosition } = this;
    return { ...this.counts, ...run, refused, reserving, resolving, lastPosition };
  }
}

/** `limit-reached: chat_daily`, `insufficient-credits`, … */
function reasonOf({ body }: CommandAnswer): string {
  const code = String(body.code);
  return typeof body.limitType === 'string' ? `${code}: ${body.limitType}` : code;
}
