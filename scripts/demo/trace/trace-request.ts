/** One request of a trace: when it arrived and how large it was. */
export interface TraceRequest {
  /**
   * Where it stands: the line of the file (the header is line 1), or the number of the generated request.
   */
  readonly line: number;
  /** Arrival, in milliseconds after the first request of the trace. */
  readonly atMs: number;
  readonly contextTokens: number;
  readonly generatedTokens: number;
}

/** A line that is no request: skipped, and told by its number. */
export interface BrokenLine {
  readonly line: number;
  readonly problem: string;
}
