import { PoolClient } from 'pg';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { Checkpoint } from '../checkpoints';
import { BadEvent } from '../fold-batch';
import { Decode } from '../log-entry';
import { Projection } from '../projection';
import { RowDifference } from '../verify/row-difference';
import { BuildLane } from './build-lane';

export interface TableCheck {
  /**
   * `digest`: the fold is the same, so every row was compared with the live table's. `sample`: rows were
   * recomputed in memory, for the fold is another one.
   */
  readonly kind: 'digest' | 'sample';
  readonly rows: number;
  readonly position: Position | null;
  readonly differences: readonly RowDifference[];
  readonly halted?: BadEvent;
}

export interface BuildToCheck {
  readonly client: PoolClient;
  readonly store: EventStore;
  readonly decode: Decode;
  readonly projection: Projection;
  readonly lane: BuildLane;
  readonly live: Checkpoint;
  readonly build: Checkpoint;
  readonly forgiven: ReadonlySet<Position>;
}
