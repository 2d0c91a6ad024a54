import { Pool, PoolClient } from 'pg';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { createIndexes } from '../build-tables';
import { Checkpoint, readLive } from '../checkpoints';
import { BadEvent } from '../fold-batch';
import { foldHashOf } from '../fold-hash';
import { Decode } from '../log-entry';
import { patiently } from '../patiently';
import { Projection } from '../projection';
import { forgivenOf } from '../skips';
import { tableNameOf } from '../table-shape';
import { RowDifference } from '../verify/row-difference';
import { BuildLane } from './build-lane';
import { checkBuild } from './check-build';
import { holdRebuild, openBuild } from './rebuild-session';
import { dropOlder, swapTable } from './swap-table';
import { TableCheck } from './table-check';

export interface RebuildOptions {
  readonly store: EventStore;
  /** Needs three connections. */
  readonly pool: Pool;
  readonly projection: Projection;
  readonly decode: Decode;
  /** Go on with the retired table instead of a new one: what undoes a swap. */
  readonly goesBack?: boolean;
  /** Show the new table though the live one holds other figures: they are replaced. */
  readonly acceptsDifferences?: boolean;
  readonly signal?: AbortSignal;
  readonly progressed?: (events: number, position: Position) => void;
}

/** What came of it. Unless it swapped, the live table was not touched and the new one is kept beside it. */
export type RebuildResult = RebuildFigures &
  (
    | { readonly outcome: 'swapped'; readonly check: TableCheck; readonly replaced: TableName }
    | { readonly outcome: 'different'; readonly differences: readonly RowDifference[] }
    | { readonly outcome: 'halted'; readonly position: Position; readonly error: string }
  );

export interface TableName {
  readonly version: number;
  readonly build: number;
}

export interface RebuildFigures {
  readonly name: string;
  readonly table: TableName;
  /** Where an earlier rebuild had been stopped; null for one from the beginning. */
  readonly resumedFrom: Position | null;
  readonly events: number;
  /** From the first event to the last, indexes and checks not included. */
  readonly foldSeconds: number;
  readonly seconds: number;
}

/**
 * Builds a read model from the log beside its live table, checks it, and shows it instead. Killed at any
 * moment it leaves the live table as it was; started again it goes on from its last commit.
 *
 * @throws RebuildUnderWay, RebuildStopped
 */
export function rebuildProjection(options: RebuildOptions): Promise<RebuildResult> {
  return holdRebuild(options.pool, options.projection, async (client) => {
    const writer = await options.pool.connect();
    writer.on('error', () => undefined);
    try {
      return await rebuild(options, client, writer);
    } finally {
      writer.release(true);
    }
  });
}

async function rebuild(
  options: RebuildOptions,
  client: PoolClient,
  writer: PoolClient,
): Promise<RebuildResult> {
  const { store, pool, projection, decode, signal, progressed = () => undefined } = options;
  const startedMs = performance.now();
  const build = await openBuild(client, store, projection, options.goesBack ?? false);
  const forgiven = await forgivenOf(pool, projection.name);
  const lane = await BuildLane.open({
    ...{ store, decode, projection, build, forgiven, signal, progressed },
    client: writer,
  });
  const [live] = await readLive(pool, [projection]);
  if (!live) throw new Error(`${projection.name} has no table yet: start the projector once`);
  const goal = await goalOf(store, projection, live);
  const isWhole = await lane.foldUpTo(goal);
  const figures = (): RebuildFigures => ({
    name: projection.name,
    table: { version: build.version, build: build.build },
    resumedFrom: build.position,
    events: lane.events,
    foldSeconds: lane.foldMs / 1_000,
    seconds: secondsSince(startedMs),
  });
  if (!isWhole) return { ...figures(), ...halt(lane.halted!) };
  await createIndexes(client, projection, build.build);
  await patiently(client, `analyze ${tableNameOf(projection, build.build)}`);
  const check = await checkBuild({ client, store, decode, projection, lane, live, build, forgiven });
  if (check.halted) return { ...figures(), ...halt(check.halted) };
  if (check.differences.length > 0 && !options.acceptsDifferences && !options.goesBack) {
    return { ...figures(), outcome: 'different', differences: check.differences };
  }
  if (standsStill(projection, live) && !(await lane.foldUpTo(await store.head()))) {
    return { ...figures(), ...halt(lane.halted!) };
  }
  const replaced = await swapTable(client, projection, lane, build);
  if (!replaced) return { ...figures(), ...halt(lane.halted!) };
  await dropOlder(client, projection, replaced);
  const { version, build: number } = replaced;
  return { ...figures(), outcome: 'swapped', check, replaced: { version, build: number } };
}

/**
 * Up to where the live table stands, so that both can be compared. One that stands still, and that this fold
 * is not expected to equal, is left behind: the whole log is folded before a sample of it is checked.
 */
async function goalOf(
  store: EventStore,
  projection: Projection,
  live: Checkpoint,
): Promise<Position | undefined> {
  const isComparable = live.version === projection.version && live.fold === foldHashOf(projection);
  return standsStill(projection, live) && !isComparable ? store.head() : (live.position ?? undefined);
}

function standsStill(projection: Projection, { state, version }: Checkpoint): boolean {
  return state === 'halted' || version !== projection.version;
}

function halt({ position, error }: BadEvent) {
  return { outcome: 'halted', position, error: error.message } as const;
}

function secondsSince(startedMs: number): number {
  return (performance.now() - startedMs) / 1_000;
}
