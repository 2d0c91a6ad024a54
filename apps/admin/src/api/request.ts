import { ApiProblem, ApiUnreachable, type ProblemBody } from './problem';

/** Longer than the 5 s that the API itself may wait for a position. */
const TIMEOUT_MS = 10_000;

export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: QueryValues;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * One exchange with the API under the session cookie.
 * @throws ApiProblem when it refuses or fails, ApiUnreachable when it does not answer
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const response = await fetch(apiUrl(path, options.query), {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: headersOf(options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal,
    });
    return await answerOf<Answer>(response);
  } catch (error) {
    if (error instanceof ApiProblem || options.signal?.aborted) throw error;
    throw new ApiUnreachable(timeout.aborted ? 'The API took too long to answer.' : undefined);
  }
}

/** `/v1/…` with the values that are set; empty ones are left out. */
export function apiUrl(path: string, query: QueryValues = {}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') values.set(name, String(value));
  }
  const text = values.toString();
  return text ? `${path}?${text}` : path;
}

function headersOf({ method = 'GET', idempotencyKey }: RequestOptions): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    // Also without a body: no form of another site can send this type, and the API asks for that.
    ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = parsed(text);
  if (response.ok && (text === '' || body !== undefined)) return body as Answer;
  const retryAfter = Number(response.headers.get('retry-after'));
  const seconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined;
  throw new ApiProblem(response.status, body ?? {}, seconds);
}

function parsed(text: string): ProblemBody | undefined {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return undefined;
  }
}
