import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 4_096];

/** Everything that is counted, as plain objects: whoever knows a number calls the one it belongs to. */
export type Metrics = ReturnType<typeof createMetrics>;

export interface MetricsOptions {
  /** Memory, CPU, garbage collection and event loop of the process; on unless told. */
  readonly ofProcess?: boolean;
}

/** @returns the metrics and the registry that {@link Metrics.render} prints, independent of any other */
export function createMetrics({ ofProcess = true }: MetricsOptions = {}) {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    contentType: registry.contentType,
    /** The Prometheus text; gauges with a `collect` are asked at this moment. */
    render: () => registry.metrics(),
    registry,
    ...ledgerMetrics([registry]),
    ...projectionMetrics([registry]),
    ...reactionMetrics([registry]),
    ...correctnessMetrics([registry]),
    httpDuration: new Histogram({
      name: 'ledgerline_http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    }),
  };
}

function ledgerMetrics(registers: Registry[]) {
  return {
    /** In seconds; `outcome` is accepted, refused, no-effect or the code of a fault. */
    commandDuration: new Histogram({
      name: 'ledgerline_command_duration_seconds',
      help: 'From the receipt of a command to its durable answer',
      labelNames: ['command', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: 'ledgerline_refusals_total',
      help: 'Commands refused, by reason',
      labelNames: ['command', 'reason'],
      registers,
    }),
    appendDuration: new Histogram({
      name: 'ledgerline_append_duration_seconds',
      help: 'One append to the log, by outcome',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    }),
    appendBatchCommands: new Histogram({
      name: 'ledgerline_append_batch_commands',
      help: 'Commands decided together in one append',
      buckets: SIZES,
      registers,
    }),
    appendBatchEvents: new Histogram({
      name: 'ledgerline_append_batch_events',
      help: 'Events in one append',
      buckets: SIZES,
      registers,
    }),
    conflicts: new Counter({
      name: 'ledgerline_append_conflicts_total',
      help: 'Appends that found their stream elsewhere and were decided anew',
      registers,
    }),
    idempotentHits: new Counter({
      name: 'ledgerline_idempotent_hits_total',
      help: 'Repeated commands answered from the log',
      registers,
    }),
    queueDepth: new Gauge({
      name: 'ledgerline_queue_depth',
      help: 'Commands that wait for their turn',
      registers,
    }),
  };
}

function projectionMetrics(registers: Registry[]) {
  return {
    sweepLagSeconds: new Gauge({
      name: 'ledgerline_sweep_lag_seconds',
      help: 'Since when what time caused in idle streams may stand unrecorded',
      labelNames: ['source'],
      registers,
    }),
    sweptStreams: new Counter({
      name: 'ledgerline_swept_streams_total',
      help: 'Idle streams that a sweep settled, or failed to settle',
      labelNames: ['source', 'outcome'],
      registers,
    }),
    projectionLagEvents: new Gauge({
      name: 'ledgerline_projection_lag_events',
      help: 'Events in the log that a read model does not reflect yet',
      labelNames: ['projection'],
      registers,
    }),
    projectionLagSeconds: new Gauge({
      name: 'ledgerline_projection_lag_seconds',
      help: 'Age of the oldest event that a read model does not reflect yet',
      labelNames: ['projection'],
      registers,
    }),
    projectionBatchEvents: new Histogram({
      name: 'ledgerline_projection_batch_events',
      help: 'Events folded in one transaction',
      labelNames: ['lane'],
      buckets: SIZES,
      registers,
    }),
    projectionBatchRows: new Histogram({
      name: 'ledgerline_projection_batch_rows',
      help: 'Rows written in one transaction',
      labelNames: ['lane'],
      buckets: SIZES,
      registers,
    }),
    projectionBatchDuration: new Histogram({
      name: 'ledgerline_projection_batch_duration_seconds',
      help: 'From the first event of a batch to its commit',
      labelNames: ['lane'],
      buckets: SECONDS,
      registers,
    }),
    projectionHalts: new Counter({
      name: 'ledgerline_projection_halts_total',
      help: 'Projections that stopped at an event they could not fold',
      labelNames: ['projection'],
      registers,
    }),
    projectionFaults: new Counter({
      name: 'ledgerline_projection_faults_total',
      help: 'Failures of the database or the log that made the projector start again from its checkpoints',
      registers,
    }),
  };
}

function reactionMetrics(registers: Registry[]) {
  return {
    reactionInputs: new Counter({
      name: 'ledgerline_reaction_inputs_total',
      help: 'Inputs that a reaction tried, by what became of them',
      labelNames: ['reaction', 'outcome'],
      registers,
    }),
    reactionItems: new Gauge({
      name: 'ledgerline_reaction_items',
      help: 'Inputs that are not through: waiting, behind one of their key, or halted',
      labelNames: ['reaction', 'state'],
      registers,
    }),
    reactionsPaused: new Gauge({
      name: 'ledgerline_reactions_paused',
      help: '1 for a reaction that an operator paused',
      labelNames: ['reaction'],
      registers,
    }),
    reactionLagEvents: new Gauge({
      name: 'ledgerline_reaction_lag_events',
      help: 'Events in the log that the reactions have not come to yet',
      registers,
    }),
    reactionLagSeconds: new Gauge({
      name: 'ledgerline_reaction_lag_seconds',
      help: 'Age of the oldest event that the reactions have not come to yet',
      registers,
    }),
    reactionFaults: new Counter({
      name: 'ledgerline_reaction_faults_total',
      help: 'Faults of the log or the database after which a reaction was tried again',
      registers,
    }),
    reactionsLead: new Gauge({
      name: 'ledgerline_reactions_lead',
      help: '1 while this process does the reactions, 0 while it stands by',
      registers,
    }),
  };
}

function correctnessMetrics(registers: Registry[]) {
  return {
    projectionHalted: new Gauge({
      name: 'ledgerline_projection_halted',
      help: '1 while a read model stands at an event it could not fold, else 0',
      labelNames: ['projection'],
      registers,
    }),
    projectionSkipped: new Gauge({
      name: 'ledgerline_projection_skipped_events',
      help: 'Events that a read model passed over since its table was made',
      labelNames: ['projection'],
      registers,
    }),
    invariantViolations: new Counter({
      name: 'ledgerline_invariant_violations_total',
      help: 'Figures of read models that were found not to be what the log says',
      labelNames: ['projection'],
      registers,
    }),
    rowsVerified: new Counter({
      name: 'ledgerline_rows_verified_total',
      help: 'Rows of read models that were recomputed from the log and compared',
      registers,
    }),
  };
}
