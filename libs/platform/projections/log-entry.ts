import { Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { ProjectedEvent } from './projection';

/** Answers undefined for an event of another context; throws for one that should be known and is not. */
export type Decode = (recorded: RecordedEvent) => ProjectedEvent | undefined;

/** One place in the log on its way to the projections. */
export interface LogEntry {
  readonly position: Position;
  /** Absent where the log only says that it was scanned up to here. */
  readonly recorded?: RecordedEvent;
}

/** The same place, decoded once for all projections. */
export interface DecodedEntry {
  readonly position: Position;
  /** Absent for events of other contexts and for places without an event: they only move the checkpoint. */
  readonly event: ProjectedEvent | undefined;
  readonly undecodable: Error | undefined;
}

export function decodeEntry(decode: Decode, { position, recorded }: LogEntry): DecodedEntry {
  try {
    return { position, event: recorded && decode(recorded), undecodable: undefined };
  } catch (error) {
    return { position, event: undefined, undecodable: asError(error) };
  }
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
