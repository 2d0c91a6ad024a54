import { Position } from '@ledgerline/platform/eventstore';
import { ProjectedEvent } from './projection';

/** One place in the log on its way through the projections, decoded once for all of them. */
export interface BatchItem {
  readonly position: Position;
  /** Absent for events of other contexts and for places that hold no event: they only move the checkpoint. */
  readonly event?: ProjectedEvent;
  /** Set when the event could not be decoded. */
  readonly undecodable?: Error;
  /** When the store wrote it, in epoch ms; absent where there is no event. */
  readonly recordedAtMs?: number;
  readonly bytes: number;
}
