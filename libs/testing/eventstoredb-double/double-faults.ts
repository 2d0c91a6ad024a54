import { Metadata, ServiceError, status } from '@grpc/grpc-js';

/** How the next append goes wrong, once. */
export type DoubleAppendFault =
  /** Written, and the connection breaks before the answer. */
  | 'answer-lost'
  /** Not written, and the connection breaks: to the client it looks the same. */
  | 'request-lost'
  /** Written, and answered only when {@link EventStoreDbDouble.answerLate} says so. */
  | 'late'
  /** Received, and neither written nor answered until {@link EventStoreDbDouble.releaseHeld} says so. */
  | 'held'
  /** The server has just started. */
  | 'not-ready'
  /** Refused though the revision is right. */
  | 'conflict'
  /** Refused for its size. */
  | 'too-large';

export const MAX_APPEND_SIZE = 1_048_576;

export function connectionDropped(): Partial<ServiceError> {
  return fault(status.UNAVAILABLE, 'Connection dropped');
}

export function notReady(): Partial<ServiceError> {
  return fault(status.UNAVAILABLE, 'Server Is Not Ready');
}

/** The identical append at the same time: no answer for 2–3 s, then this. */
export function deadlineExceeded(): Partial<ServiceError> {
  return fault(status.DEADLINE_EXCEEDED, 'Deadline Exceeded');
}

/** A consumer that takes live events too slowly. */
export function consumerTooSlow(): Partial<ServiceError> {
  return fault(status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live');
}

export function idIsNoUuid(): Partial<ServiceError> {
  return fault(status.UNKNOWN, 'Could not recognize BadRequest');
}

export function tooLarge(): Partial<ServiceError> {
  return fault(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  });
}

function fault(code: status, details: string, fields: Record<string, string> = {}): Partial<ServiceError> {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(fields)) metadata.set(name, value);
  return { code, details, metadata };
}
