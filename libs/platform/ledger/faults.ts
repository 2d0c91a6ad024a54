import { LedgerFault } from './ledger-result';

export function keyReused(): LedgerFault {
  return new LedgerFault(
    'idempotency-key-reused',
    'this idempotency key was used with another body; mint a new one',
  );
}

export function overloaded(): LedgerFault {
  return new LedgerFault('overloaded', 'too many commands are waiting for this stream; nothing was executed');
}

export function notExecuted(reason: string): LedgerFault {
  const code = reason === 'overloaded' ? 'overloaded' : 'log-unavailable';
  return new LedgerFault(code, `the log did not execute it (${reason}); trying again is safe`);
}

/** Only reading can throw, and only before an append or after one that was not executed. */
export function unreadable(cause: unknown): LedgerFault {
  if (cause instanceof LedgerFault) return cause;
  const message = `the log cannot be read (${(cause as Error).message}); nothing was executed`;
  return new LedgerFault('log-unavailable', message, { cause });
}

/**
 * An earlier append to the stream has no known outcome: nothing is decided on a state that may be out of
 * date.
 */
export function closed(reason: string): LedgerFault {
  return new LedgerFault(
    'outcome-unknown',
    `an earlier append to this stream has no known outcome (${reason})`,
  );
}

export function unanswered(reason: string): LedgerFault {
  return new LedgerFault('outcome-unknown', `the log did not answer (${reason})`);
}

/** What a decision, or the folding of what it records, threw. */
export function halted(stream: string, cause: unknown): LedgerFault {
  if (cause instanceof LedgerFault) return cause;
  const { message } = cause as Error;
  return new LedgerFault('stream-halted', `${stream} cannot take this command: ${message}`, { cause });
}

export function notHeld(): LedgerFault {
  return new LedgerFault('log-unavailable', 'the log named this command a duplicate but does not hold it');
}
