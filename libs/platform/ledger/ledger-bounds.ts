/** Everything the executor bounds. */
export interface LedgerBounds {
  /** A batch closes at so many commands … */
  readonly commandsPerAppendMax: number;
  /** … or at so many bytes; the store takes 1 MiB, the rest is room for the last command. */
  readonly bytesPerAppendMax: number;
  readonly queuedPerStreamMax: number;
  readonly queuedMax: number;
  readonly cachedStreamsMax: number;
  /** A command that met so many conflicts in a row is answered `overloaded`. */
  readonly attemptsMax: number;
  readonly resendDelayMs: number;
  readonly resendDelayMsMax: number;
  /** After so many resends the callers hear `outcome-unknown`; the resending goes on. */
  readonly resendsBeforeAnswering: number;
  /** Closing waits so long for answers that the log owes; then those callers hear nothing more from here. */
  readonly closeMsMax: number;
  readonly clockSkewMsMax: number;
}

export const DEFAULT_LEDGER_BOUNDS: LedgerBounds = {
  commandsPerAppendMax: 256,
  bytesPerAppendMax: 900 * 1024,
  queuedPerStreamMax: 4_096,
  queuedMax: 16_384,
  cachedStreamsMax: 50_000,
  attemptsMax: 100,
  resendDelayMs: 10,
  resendDelayMsMax: 2_000,
  resendsBeforeAnswering: 6,
  closeMsMax: 10_000,
  clockSkewMsMax: 2_000,
};
