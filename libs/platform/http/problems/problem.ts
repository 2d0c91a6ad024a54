import type { Refusal } from '@ledgerline/kernel';

/** What is wrong with one field, and what to write instead. */
export interface FieldError {
  /** Dotted path: `estimate.inputTokens`, `commands[3].body`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  /** A sentence for the person who reads it; the code's own sentence unless told. */
  readonly detail?: string;
  /** Further members of the body: a refusal's figures, a failed check. Credits as decimal strings. */
  readonly figures?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  /** Where the refusal stands in the log. */
  readonly position?: string | undefined;
  readonly retryAfterSeconds?: number;
  /** What the log should say and the caller should not hear. */
  readonly cause?: unknown;
}

/** An answer other than success: a code of the registry, and what this case adds to it. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly options: ProblemOptions = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.name = 'Problem';
  }
}

/** The problem that tells a recorded refusal: reasons and codes are the same words. */
export function problemOfRefusal(refusal: Refusal, position?: string | null): Problem {
  return new Problem(refusal.reason, { figures: refusal.figures, position: position ?? undefined });
}
