import { EventStore, LogHistory, Position, positionOf, sequenceOf } from './port';
import { PositionRefused } from './position-refused';

/** A stretch of a log's history, between two points at which an earlier copy of the log took its place. */
export interface LogEpoch {
  /** What the positions of its events begin with; no two epochs of any log share it. */
  readonly identity: string;
  /** Sequence of the last event before it, where the epoch before ends; -1 for the first epoch. */
  readonly beganAfter: bigint;
}

/**
 * The history of a log as its positions tell it: sequences go on from epoch to epoch, each event's position
 * names its own epoch, and what an epoch held beyond the beginning of the next one was discarded.
 */
export class EpochHistory implements LogHistory {
  private readonly current: LogEpoch;

  /** @param epochs in order, at least one; each begins at or after the one before */
  constructor(private readonly epochs: readonly LogEpoch[]) {
    this.current = epochs[epochs.length - 1]!;
  }

  /** Of a log that was never restored. */
  static of(identity: string): EpochHistory {
    return new EpochHistory([{ identity, beganAfter: -1n }]);
  }

  /** Identity of the epoch that is being written. */
  get identity(): string {
    return this.current.identity;
  }

  positionOf(sequence: bigint): Position {
    if (sequence > this.current.beganAfter) return positionOf(this.current.identity, sequence);
    const epoch = this.epochs.findLast(({ beganAfter }) => beganAfter < sequence) ?? this.epochs[0]!;
    return positionOf(epoch.identity, sequence);
  }

  /**
   * The place of a position in the log as it is now, so that two of them can be compared.
   * @throws PositionRefused for one of another log, of a discarded part of this one, or of none at all
   */
  sequenceOf(position: Position): bigint {
    for (const [at, { identity, beganAfter }] of this.epochs.entries()) {
      const sequence = sequenceOf(identity, position);
      if (sequence === undefined) continue;
      const end = this.epochs[at + 1]?.beganAfter;
      if (sequence > beganAfter && (end === undefined || sequence <= end)) return sequence;
      if (end !== undefined && sequence > end)
        throw new PositionRefused(discarded(position, this.positionOf(end)));
      throw new PositionRefused(
        `position ${position} was never given out: its epoch began after ${beganAfter}`,
      );
    }
    throw new PositionRefused(
      `position ${position} is not of this log (${this.identity}): it was given out by another one, or by this ` +
        `one before an older copy took its place`,
    );
  }

  lastBefore(discarded: Position): Position | undefined {
    const at = this.epochs.findIndex(({ identity }) => sequenceOf(identity, discarded) !== undefined);
    const next = at === -1 ? undefined : this.epochs[at + 1];
    return next && this.positionOf(next.beganAfter);
  }

  /** Whether a position is a place in this log's history as it is now. */
  has(position: Position): boolean {
    try {
      return this.sequenceOf(position) >= 0n;
    } catch (error) {
      if (error instanceof PositionRefused) return false;
      throw error;
    }
  }
}

/** The history of a store that says nothing of epochs: it has but one. */
export function historyOf({ storeId, history }: Pick<EventStore, 'storeId' | 'history'>): LogHistory {
  return history ?? EpochHistory.of(storeId);
}

function discarded(position: Position, end: Position): string {
  return (
    `position ${position} is ahead of what is left of its epoch, which ends at ${end}: the log was restored to an ` +
    `earlier state; rebuild what was read from it`
  );
}
