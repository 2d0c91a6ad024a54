import { randomUUID } from 'node:crypto';
import { BrokenInvariant } from '@ledgerline/kernel';
import { EventStore, PositionRefused } from '@ledgerline/platform/eventstore';
import { Pool } from 'pg';
import {
  Checkpoint,
  CheckpointRefused,
  ProjectorFenced,
  readLive,
  resumeProjection,
  takeOver,
} from './checkpoints';
import { asError, Decode } from './log-entry';
import { BATCH_EVENTS_MAX } from './log-reader';
import { Projection } from './projection';
import { ProjectionObserver } from './projection-observer';
import { buildNewVersions } from './rebuild/build-new-versions';
import { AssignmentChanged, ProjectionSession } from './projection-session';
import { Bell, pause } from './turn';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  /** Needs two connections, one more while a read model is catching up. */
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  readonly observer?: ProjectionObserver;
  /** Rows kept in memory per read model; default {@link CACHED_ROWS_MAX}. */
  readonly cachedRowsMax?: number;
  /** Events per transaction at most; default {@link BATCH_EVENTS_MAX}. */
  readonly batchEventsMax?: number;
}

export const CACHED_ROWS_MAX = 100_000;

const DEFAULTS = { observer: {}, cachedRowsMax: CACHED_ROWS_MAX, batchEventsMax: BATCH_EVENTS_MAX };

const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;

/**
 * Keeps every read model up with the log: one projector at a time, fenced by the epoch of each checkpoint.
 */
export class ProjectionRunner {
  private readonly poked = new Bell();
  private readonly id = randomUUID();

  constructor(private readonly options: ProjectionRunnerOptions) {}

  /**
   * Takes over all read models and projects until the signal aborts; the batch in hand is committed first.
   * Faults of the database or the log are retried without end, from the checkpoints.
   *
   * @throws ProjectorFenced when another projector took over
   * @throws CheckpointRefused when a checkpoint is missing, of another log, or ahead of this one
   * @throws PositionRefused when the log was restored, or altered, meanwhile
   */
  async run(signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    let building: Promise<void> | undefined;
    let retryMs = RETRY_MS_MIN;
    while (!signal.aborted) {
      const startedMs = performance.now();
      try {
        if (!building) await this.takeOver();
        building ??= buildNewVersions(this.options, either);
        await this.session(signal);
      } catch (error) {
        if (isFinal(error)) {
          ended.abort();
          await building;
          throw error;
        }
        if (error instanceof AssignmentChanged) continue;
        if (performance.now() - startedMs > RETRY_MS_MAX) retryMs = RETRY_MS_MIN;
        this.options.observer?.faultMet?.({ error: asError(error), retryInMs: retryMs });
        await pause(retryMs, signal);
        retryMs = Math.min(2 * retryMs, RETRY_MS_MAX);
      }
    }
    await building;
  }

  /**
   * Lets a halted read model run again from the event it stopped at; {@link resumeProjection} and no waiting.
   */
  async resume(projection: Projection): Promise<void> {
    await resumeProjection(this.options.pool, projection);
    this.poked.ring();
  }

  private takeOver(): Promise<void> {
    const { pool, store, projections } = this.options;
    return takeOver(pool, store, projections, this.id);
  }

  /**
   * An epoch that is not the one seen last is not the end: an operator may have swapped a table or skipped
   * an event. Another projector's name beside it is.
   */
  private async session(signal: AbortSignal): Promise<void> {
    const live = await readLive(this.options.pool, this.options.projections);
    const lost = live.filter((c) => c.projector !== this.id);
    if (lost.length > 0) throw new ProjectorFenced(lost.map((c) => c.name));
    const checkpoints = live.filter((c) => this.isOurs(c));
    const options = { ...DEFAULTS, ...this.options };
    const session = new ProjectionSession(options, checkpoints, this.poked);
    await session.run(signal);
  }

  private isOurs({ name, version }: Checkpoint): boolean {
    return this.options.projections.some((p) => p.name === name && p.version === version);
  }
}

/** Trying again would not help: somebody else projects, or something is wrong that a person must look at. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof ProjectorFenced ||
    error instanceof CheckpointRefused ||
    error instanceof PositionRefused ||
    error instanceof BrokenInvariant
  );
}
