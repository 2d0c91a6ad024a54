import { Pool } from 'pg';
import { EventStore, historyOf, Position } from '@ledgerline/platform/eventstore';
import { Decode } from '../log-entry';
import { Projection } from '../projection';
import { ReadModels, ReadRows } from '../read-models';
import { forgivenOf } from '../skips';
import { tableShapeOf } from '../table-shape';
import { brokenBalances } from './balanced-columns';
import { compareRows } from './compare-rows';
import { decodedOnce, IndependentFold } from './independent-fold';
import { isInBucket } from './key-bucket';
import { pagesFor } from './log-pages';
import { RowDifference } from './row-difference';
import { chosenRows, countRows, hasRowsOf, positionsOf, RowChoice } from './row-sources';

/** What is recomputed: everything, about so many rows of each read model, or one stream's rows. */
export type VerifyScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'sample'; readonly rows: number; readonly seed: string }
  | { readonly kind: 'stream'; readonly stream: string };

export interface VerifyOptions {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  readonly scope: VerifyScope;
  readonly signal?: AbortSignal;
  /** Called after each page of the log; what it answers is waited for, so a check can be made slow. */
  readonly paged?: (events: number) => Promise<void> | void;
}

export interface VerifyReport {
  readonly rows: number;
  readonly events: number;
  /** How many there are; {@link differences} holds the first {@link DIFFERENCES_MAX}. */
  readonly wrong: number;
  readonly differences: readonly RowDifference[];
  /** Read models of which the scope says nothing: their rows are not of one stream. */
  readonly leftOut: readonly string[];
}

export const DIFFERENCES_MAX = 100;

/** Rows recomputed in memory at a time, over all read models; the log is read once for each such pass. */
const ROWS_PER_PASS = 200_000;

/**
 * Recomputes rows from the log and compares them with the live tables, figure by figure, each read model as
 * of the position its table stands at. Nothing is written and no projector is kept waiting.
 */
export async function verifyProjections(options: VerifyOptions): Promise<VerifyReport> {
  const { projections, pool } = options;
  const tally = new Tally();
  const models = new ReadModels(pool, projections, historyOf(options.store));
  const passes = await passesOf(options, models);
  for (const pass of passes) {
    if (options.signal?.aborted) break;
    await verifyPass(options, models, pass, tally);
  }
  const { scope } = options;
  const leftOut = scope.kind === 'stream' ? projections.filter((p) => !hasRowsOf(p, scope.stream)) : [];
  return { ...tally.report(), leftOut: leftOut.map(({ name }) => name) };
}

class Tally {
  rows = 0;
  events = 0;
  private wrong = 0;
  private readonly differences: RowDifference[] = [];

  add(found: readonly RowDifference[]): void {
    this.wrong += found.length;
    this.differences.push(...found.slice(0, DIFFERENCES_MAX - this.differences.length));
  }

  report(): Omit<VerifyReport, 'leftOut'> {
    const { rows, events, wrong, differences } = this;
    return { rows, events, wrong, differences };
  }
}

/** The rows that one reading of the log recomputes. */
type Pass = readonly { readonly projection: Projection; readonly choice: RowChoice }[];

async function passesOf({ scope, projections }: VerifyOptions, models: ReadModels): Promise<readonly Pass[]> {
  if (scope.kind === 'stream') {
    const concerned = projections.filter((p) => hasRowsOf(p, scope.stream));
    return [concerned.map((projection) => ({ projection, choice: scope }))];
  }
  const rowsAtOnce = scope.kind === 'sample' ? scope.rows : Math.floor(ROWS_PER_PASS / projections.length);
  const seed = scope.kind === 'sample' ? scope.seed : 'all';
  const passes: Pass[number][][] = [];
  for (const projection of projections) {
    const table = tableShapeOf(projection).view;
    const { value: rows } = await models.read(projection, (read) => countRows(read, { projection, table }));
    const buckets = Math.max(1, Math.ceil(rows / rowsAtOnce));
    const chosen = scope.kind === 'sample' ? [bucketOfSeed(seed, buckets)] : [...Array(buckets).keys()];
    chosen.forEach((bucket, i) => {
      (passes[i] ??= []).push({ projection, choice: { kind: 'bucket', bucket: { seed, buckets, bucket } } });
    });
  }
  return passes;
}

function bucketOfSeed(seed: string, buckets: number): number {
  return [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % buckets, 0);
}

async function verifyPass(
  options: VerifyOptions,
  models: ReadModels,
  pass: Pass,
  tally: Tally,
): Promise<void> {
  const projections = pass.map(({ projection }) => projection);
  if (projections.length === 0) return;
  const { value: held } = await models.read(projections, (read) => heldRows(read, pass));
  tally.add(held.broken);
  const folds = await Promise.all(
    pass.map(async ({ projection, choice }) => {
      const wants = choice.kind === 'bucket' ? isInBucket(projection, choice.bucket) : () => true;
      const forgiven = await forgivenOf(options.pool, projection.name);
      const upTo = held.positions.get(projection.name);
      return new IndependentFold({ projection, upTo, wants, forgiven });
    }),
  );
  const last = [...held.positions.values()].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), undefined);
  tally.events += await foldLog(options, folds, last);
  if (options.signal?.aborted) return;
  folds.forEach((fold, i) => {
    const rows = held.rows[i]!;
    tally.rows += Math.max(rows.length, fold.result().size);
    tally.add(compareRows(fold, rows));
  });
}

async function heldRows(read: ReadRows, pass: Pass) {
  const positions = await positionsOf(
    read,
    pass.map(({ projection }) => projection),
  );
  const rows: object[][] = [];
  const broken: RowDifference[] = [];
  for (const { projection, choice } of pass) {
    const source = { projection, table: tableShapeOf(projection).view };
    rows.push(await chosenRows(read, source, choice));
    broken.push(...brokenBalances(projection, rows[rows.length - 1]!));
  }
  return { positions, rows, broken };
}

/** Everything up to the furthest position, to every fold; answers how many events were read. */
async function foldLog(
  { scope, store, decode, signal, paged }: VerifyOptions,
  folds: readonly IndependentFold[],
  upTo: Position | undefined,
): Promise<number> {
  let events = 0;
  const choice = scope.kind === 'stream' ? scope : ({ kind: 'bucket' } as const);
  for await (const page of pagesFor(store, choice, upTo)) {
    for (const recorded of page) {
      const decoded = decodedOnce(decode, recorded);
      for (const fold of folds) fold.take(recorded, decoded);
    }
    events += page.length;
    await paged?.(events);
    if (signal?.aborted) break;
  }
  return events;
}
