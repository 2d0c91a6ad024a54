import { setTimeout as pause } from 'node:timers/promises';
import { HttpAnswer, HttpConnection, postRequest } from '../../../scripts/bench/load/http-connection';
import { Chance } from '../chance';
import { Answer, Command, itemOf, Lived } from './command';

export interface ClientOptions {
  readonly ports: readonly number[];
  readonly token: string;
  readonly chance: Chance;
  /** What an answer says that can be neither retried nor believed. */
  readonly onStrange: (what: string) => void;
}

/** A batch that is not answered after so long is asked again, elsewhere: its fate is unknown. */
const ANSWER_TIMEOUT_MS = 20_000;
const RETRY_MS = [20, 150] as const;
/** Who did not answer is asked again later than others. */
const AVOIDED_MS = 700;
/** A batch goes to any instance with this chance, else to where the last one went. */
const MOVES_ON = 0.3;

interface ItemResult {
  readonly status: number;
  readonly replayed?: boolean;
  // Whatever the API tells.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/**
 * A client as the README asks for one: every command keeps its key, and is asked again, of any instance,
 * until somebody has answered it for good. One batch at a time.
 */
export class Client {
  readonly retriedFor = new Map<string, number>();
  private connection: HttpConnection | undefined;
  private readonly avoidedUntilMs: number[] = [];
  private api = 0;
  private stopped = false;

  constructor(private readonly options: ClientOptions) {
    this.api = options.chance.below(options.ports.length);
  }

  /** Asks until all are answered, or until told to give up; those without an answer are unknown then. */
  async deliver(commands: readonly Command[]): Promise<readonly Lived[]> {
    const { chance, ports } = this.options;
    // An instance that was just started would else serve nobody until another fails.
    if (chance.happens(MOVES_ON)) this.prefer(chance.below(ports.length));
    const invokedMs = performance.now();
    const lived = commands.map((command): Lived => {
      return { command, invokedMs, answeredMs: Infinity, tries: 0, answer: undefined };
    });
    for (let open = lived as readonly Lived[]; open.length > 0 && !this.stopped;) {
      open = await this.attempt(open);
      if (open.length > 0) await pause(chance.between(...RETRY_MS));
    }
    return lived;
  }

  giveUp(): void {
    this.stopped = true;
    this.close();
  }

  close(): void {
    this.connection?.close();
    this.connection = undefined;
  }

  /** Those that are still open afterwards. */
  private async attempt(open: readonly Lived[]): Promise<readonly Lived[]> {
    const body = JSON.stringify({ commands: open.map(({ command }) => itemOf(command)) });
    for (const one of open) one.tries += 1;
    let answer: HttpAnswer;
    try {
      const { token, ports } = this.options;
      this.connection ??= await HttpConnection.open('127.0.0.1', ports[this.api]!);
      answer = await within(this.connection.send(postRequest({ path: '/v1/commands', key: token, body })));
    } catch {
      return this.askElsewhere(open, 'connection lost');
    }
    if (answer.status >= 300) {
      if (answer.status < 500) this.options.onStrange(`${answer.status}: ${answer.body.toString()}`);
      return this.askElsewhere(open, `status ${answer.status}`);
    }
    const { results } = JSON.parse(answer.body.toString()) as { results: readonly ItemResult[] };
    const answeredMs = performance.now();
    const left = open.filter((one, i) => !this.settle(one, results[i]!, answeredMs));
    if (left.length > 0) this.nextApi();
    return left;
  }

  private settle(one: Lived, { status, body }: ItemResult, answeredMs: number): boolean {
    if (status >= 500) {
      this.count(String(body.code));
      if (body.code === 'stream-halted') this.options.onStrange(`stream-halted: ${body.detail}`);
      return false;
    }
    if (status >= 300 && body.commandId === undefined) {
      this.options.onStrange(`${status} ${JSON.stringify(one.command)}: ${JSON.stringify(body)}`);
      return false;
    }
    one.answer = answerOf(status, body);
    one.answeredMs = answeredMs;
    return true;
  }

  private askElsewhere(open: readonly Lived[], why: string): readonly Lived[] {
    this.count(why);
    this.close();
    this.avoidedUntilMs[this.api] = performance.now() + AVOIDED_MS;
    this.nextApi();
    return open;
  }

  private nextApi(): void {
    this.turnTo((this.api + 1) % this.options.ports.length);
  }

  private prefer(api: number): void {
    if ((this.avoidedUntilMs[api] ?? 0) <= performance.now()) this.turnTo(api);
  }

  private turnTo(api: number): void {
    if (api !== this.api) this.close();
    this.api = api;
  }

  private count(why: string): void {
    this.retriedFor.set(why, (this.retriedFor.get(why) ?? 0) + 1);
  }
}

function answerOf(status: number, body: ItemResult['body']): Answer {
  const { position, commandId, shortfall } = body;
  if (status >= 300) {
    return { outcome: 'refused', reason: body.code, position, commandId, credits: undefined, shortfall };
  }
  const credits = body.credits ?? body.held?.credits ?? body.charged?.credits ?? body.returned?.credits;
  return { outcome: body.outcome, reason: undefined, position, commandId, credits, shortfall };
}

async function within(answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
