import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

export interface ClientOptions {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
}

export type JsonBody = Readonly<Record<string, unknown>>;

export interface CommandAnswer {
  readonly outcome: 'accepted' | 'no-effect' | 'refused';
  readonly body: JsonBody;
  /** From the first sending to the final answer, retries included. */
  readonly tookMs: number;
  readonly retries: number;
}

/** An answer that a well-behaved client of a working ledger never gets. */
export class UnexpectedAnswer extends Error {
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(what);
    this.name = 'UnexpectedAnswer';
  }
}

const ATTEMPTS_MAX = 40;
const RETRY_DELAY_MS = 50;
const RETRY_DELAY_MS_MAX = 2_000;
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * A caller of the public API that does what the contract asks of callers: a 503 or a lost connection is tried
 * again with the same key and the same body, after the time the answer names; so nothing happens twice.
 */
export class LedgerClient {
  private readonly pool: Pool;
  private readonly headers: Readonly<Record<string, string>>;

  constructor({ url, key, connections }: ClientOptions) {
    const timeouts = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS };
    this.pool = new Pool(url, { connections, pipelining: 1, ...timeouts });
    this.headers = { authorization: `Bearer ${key}` };
  }

  /**
   * @throws UnexpectedAnswer for anything but an acceptance or a refusal, or when every retry was in vain
   */
  async command(path: string, idempotencyKey: string, body: JsonBody): Promise<CommandAnswer> {
    const startedAtMs = performance.now();
    const sent = JSON.stringify(body);
    for (let retries = 0; ; retries++) {
      const answer = await this.send('POST', path, { idempotencyKey, sent });
      if (answer && answer.status !== 503) {
        const tookMs = performance.now() - startedAtMs;
        return { outcome: outcomeOf(answer, path), body: answer.body, tookMs, retries };
      }
      if (retries + 1 >= ATTEMPTS_MAX) throw inVain('POST', path, answer);
      await delay(retryDelayMs(retries, answer?.retryAfter));
    }
  }

  /** @throws UnexpectedAnswer for anything but 200, or when every retry was in vain */
  async query(path: string): Promise<JsonBody> {
    for (let retries = 0; ; retries++) {
      const answer = await this.send('GET', path);
      if (answer?.status === 200) return answer.body;
      if (answer && answer.status !== 503) {
        throw new UnexpectedAnswer(answer.status, `GET ${path} answered ${told(answer)}`);
      }
      if (retries + 1 >= ATTEMPTS_MAX) throw inVain('GET', path, answer);
      await delay(retryDelayMs(retries, answer?.retryAfter));
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  /** Undefined when the connection was lost: whether the command arrived, nobody knows. */
  private async send(
    method: 'GET' | 'POST',
    path: string,
    command?: { idempotencyKey: string; sent: string },
  ): Promise<Answer | undefined> {
    const headers = command
      ? {
          ...this.headers,
          'content-type': 'application/json',
          'idempotency-key': command.idempotencyKey,
        }
      : this.headers;
    try {
      const response = await this.pool.request({ method, path, headers, body: command?.sent });
      const body = (await response.body.json()) as JsonBody;
      return { status: response.statusCode, body, retryAfter: response.headers['retry-after'] };
    } catch (error) {
      if (error instanceof SyntaxError) throw new UnexpectedAnswer(0, `${method} ${path} answered no JSON`);
      return undefined;
    }
  }
}

interface Answer {
  readonly status: number;
  readonly body: JsonBody;
  readonly retryAfter: string | string[] | undefined;
}

function outcomeOf(answer: Answer, path: string): CommandAnswer['outcome'] {
  const { status, body } = answer;
  if (status === 200 || status === 201) return body.outcome === 'no-effect' ? 'no-effect' : 'accepted';
  if (body.outcome === 'refused') return 'refused';
  throw new UnexpectedAnswer(status, `POST ${path} answered ${told(answer)}`);
}

function inVain(method: string, path: string, last: Answer | undefined): UnexpectedAnswer {
  const told503 = last ? told(last) : 'nothing';
  return new UnexpectedAnswer(
    last?.status ?? 0,
    `${method} ${path} was tried ${ATTEMPTS_MAX} times; last: ${told503}`,
  );
}

function told({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body).slice(0, 500)}`;
}

function retryDelayMs(retries: number, retryAfter: Answer['retryAfter']): number {
  const asked = Number(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter) * 1000;
  const backoff = Math.min(RETRY_DELAY_MS_MAX, RETRY_DELAY_MS * 2 ** retries);
  return asked > 0 ? asked : backoff;
}
