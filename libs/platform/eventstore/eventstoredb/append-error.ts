import { ExpectedRevision } from '../port';

/** What the rejection of an append means for the append. */
export type AppendErrorMeaning =
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  /** Certainly nothing was written. */
  | { readonly kind: 'not-executed'; readonly reason: string }
  /** It may be written, now or later: only the same bytes may follow. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Of gRPC. */
const RESOURCE_EXHAUSTED = 8;
const UNAVAILABLE = 14;

/** The server said that it looked at the request and did not take it. */
const REFUSED_BY_TYPE = new Set(['maximum-append-size-exceeded', 'stream-deleted', 'access-denied']);
/** Before anything was read: the server's own start, or a request that it cannot understand. */
const REFUSED_BY_WORDS = /Server Is Not Ready|Could not recognize BadRequest/;
/** No connection was there, so nothing can have been sent over it. */
const NEVER_SENT = /No connection established|ECONNREFUSED|Channel has been shut down|Name resolution failed/;
const LARGER_THAN_TAKEN = /larger than max/;

/**
 * Every error an append was seen to be rejected with (FACTS part 1), and what is not in that table: unknown.
 * Errors are told apart by `type` and code, never by name: all are called `Error`, and a closed port gives a
 * plain gRPC error without a type.
 */
export function meaningOf(error: unknown): AppendErrorMeaning {
  const { type, code, message = String(error), actualVersion } = (error ?? {}) as AppendError;
  if (type === 'wrong-expected-version') return conflict(actualVersion);
  const reason = `${type ?? 'error'}${code === undefined ? '' : ` ${code}`}: ${message}`;
  if (type !== undefined && REFUSED_BY_TYPE.has(type)) return { kind: 'not-executed', reason };
  if (REFUSED_BY_WORDS.test(message)) return { kind: 'not-executed', reason };
  if (code === RESOURCE_EXHAUSTED && LARGER_THAN_TAKEN.test(message)) return { kind: 'not-executed', reason };
  const never = (code === UNAVAILABLE || code === undefined) && NEVER_SENT.test(message);
  return { kind: never ? 'not-executed' : 'unknown', reason };
}

interface AppendError {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
  readonly actualVersion?: bigint | 'no_stream';
}

function conflict(actual: AppendError['actualVersion']): AppendErrorMeaning {
  return { kind: 'conflict', actual: typeof actual === 'bigint' ? actual : 'no-stream' };
}
