import { DomainEvent, Refusal, Timestamp } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';

/** What a command came to. Nothing of it is known to anyone before the log holds it. */
export interface LedgerResult<State, Event extends DomainEvent> {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  /** The events the command recorded, in order; empty only for a refusal that is not recorded. */
  readonly events: readonly Event[];
  /** Set when `outcome` is refused. */
  readonly refusal?: Refusal;
  /**
   * Where the command stands in the log; for an unrecorded refusal, the stream's last known place, if any.
   */
  readonly position: Position | undefined;
  /** When it was decided. */
  readonly decidedAt: Timestamp;
  /** True when the log already held the command: these are the recorded facts again. */
  readonly replayed: boolean;
  /** The stream as it stands now, and the position it reflects. */
  readonly current: {
    readonly state: State;
    readonly position: Position | undefined;
    readonly at: Timestamp;
  };
  /** Of commands decided together, each one's own; absent where one was refused, for then none happened. */
  readonly parts?: readonly LedgerResult<State, Event>[] | undefined;
  /** Which of them was refused: the result is that one's. */
  readonly refusedPart?: number | undefined;
}

/** Faults of execution: nothing was decided, or nobody knows yet. Mapped to 5xx or 422 at the edge. */
export type LedgerFaultCode =
  /** The queue in front of a stream, or of the log, is full: nothing was executed. */
  | 'overloaded'
  /** The append's answer was lost; the same bytes are being resent. Ask again with the same key. */
  | 'outcome-unknown'
  /** The log could not be reached; certainly nothing was executed. */
  | 'log-unavailable'
  /** The same idempotency key came with another body. */
  | 'idempotency-key-reused'
  /** What the command would record exceeds the bound of one event. */
  | 'command-too-large'
  /** This instance's clock is more than 2 s off the log's. */
  | 'clock-skewed'
  /** The stream holds an event this build cannot read, or an impossible one. */
  | 'stream-halted'
  /** The process is going down. */
  | 'shutting-down';

export class LedgerFault extends Error {
  constructor(
    readonly code: LedgerFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LedgerFault';
  }
}
