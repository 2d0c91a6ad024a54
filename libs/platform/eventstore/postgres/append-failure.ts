import { DatabaseError } from 'pg';

/**
 * What a failed append statement means.
 * - `again`: rolled back for a reason that passes (a lock, a race): the same batch is sent again.
 * - `refused`: rolled back for what is in it: sending it again cannot help.
 * - `not-executed`: rolled back for another reason.
 * - `unknown`: the connection went away after sending, or the server did while it may just have committed.
 */
export type AppendFailure = 'again' | 'refused' | 'not-executed' | 'unknown';

/** Serialization, deadlock, lock timeout, statement timeout, and two instances racing with one command. */
const PASSING = new Set(['40001', '40P01', '55P03', '57014', '23505']);
/** Data exceptions, constraint violations, program limits, exceptions raised by our function. */
const OF_THE_CONTENT = /^(?:22|23|54|P0)/;

export function classifyFailure(error: unknown): AppendFailure {
  // An ERROR says that the transaction was rolled back. A FATAL may arrive after the commit: that says
  // nothing.
  if (!(error instanceof DatabaseError) || error.severity !== 'ERROR' || !error.code) return 'unknown';
  if (PASSING.has(error.code)) return 'again';
  return OF_THE_CONTENT.test(error.code) ? 'refused' : 'not-executed';
}
