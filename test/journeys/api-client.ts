import { randomUUID } from 'node:crypto';
import { request } from 'undici';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // Journeys read whatever the API tells.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A client of the public API: JSON in, JSON out, nothing retried. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly token: string | undefined,
  ) {}

  /** Sends a command; a key is minted unless one is given. */
  command(path: string, body: object, key: string | null = randomUUID()): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body), key === null ? {} : { 'idempotency-key': key });
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  /** A query that reflects at least a position. */
  reading(path: string, position: string): Promise<Answer> {
    return this.get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${position}`);
  }

  async send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await request(`${this.url}${path}`, {
      method,
      body: body ?? null,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  async open(accountId: string, tier = 'free'): Promise<Answer> {
    return this.command('/v1/accounts', { owner: { kind: 'user', id: accountId }, tier });
  }
}
