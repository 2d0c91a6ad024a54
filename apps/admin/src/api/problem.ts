/** What is wrong with one field of what was sent, by its path there. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The API answered, and its answer is a problem: what happened, in its own words. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** Only `unknown` leaves open whether the command took effect. */
  readonly outcome: 'refused' | 'not_executed' | 'unknown';
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly errors: readonly FieldError[];

  constructor(status: number, body: ProblemBody, retryAfterSeconds?: number) {
    super(body.detail ?? body.title ?? `The API answered with status ${status}.`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unexpected-answer';
    this.outcome = body.outcome ?? 'not_executed';
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer at all: nobody listens, the connection broke, or it took too long. */
export class ApiUnreachable extends Error {
  constructor(message = 'The API does not answer.') {
    super(message);
    this.name = 'ApiUnreachable';
  }
}

export interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly outcome?: 'refused' | 'not_executed' | 'unknown';
  readonly request_id?: string;
  readonly errors?: readonly FieldError[];
}

/** True when a command may have taken effect, so that only the identical request may be sent again. */
export function outcomeIsUnknown(error: unknown): boolean {
  if (error instanceof ApiUnreachable) return true;
  return error instanceof ApiProblem && (error.outcome === 'unknown' || error.code === 'unexpected-answer');
}
