import { utcDay } from '@ledgerline/kernel';
import { Usage } from '../../domain/account-events';
import { Projected } from '../account-projection';

/** What is counted of generations, whatever they are counted by. All of it belongs to the request's day. */
export interface UsageFigures {
  requested: bigint;
  completed: bigint;
  failed: bigint;
  cancelled: bigint;
  /** Still expired: a generation completed late has moved to `completed`. */
  expired: bigint;
  /** Requests that were refused; no part of `requested`. */
  refused: bigint;
  input_tokens: bigint;
  output_tokens: bigint;
  quantity: bigint;
  credits_micros: bigint;
  /** Of completed and failed work: the caller's processing time, else the time from request to outcome. */
  processing_ms_total: bigint;
}

const columns = {
  requested: 'bigint',
  completed: 'bigint',
  failed: 'bigint',
  cancelled: 'bigint',
  expired: 'bigint',
  refused: 'bigint',
  input_tokens: 'bigint',
  output_tokens: 'bigint',
  quantity: 'bigint',
  credits_micros: 'bigint',
  processing_ms_total: 'bigint',
} as const;

type Counted =
  | 'GenerationRequested'
  | 'GenerationCompleted'
  | 'GenerationCompletedLate'
  | 'GenerationFailed'
  | 'GenerationCancelled'
  | 'GenerationExpired'
  | 'UsageRecorded'
  | 'CommandRefused';

export type CountedEvent = Projected<Counted>;

/** What a refused request or a generation is filed under; a text key cannot be null, so absent is `''`. */
export interface UsageSubject {
  day: string;
  action: string;
  subtype: string;
  actorUserId: string;
}

function subjectOf(event: CountedEvent): UsageSubject | undefined {
  if (event.type === 'UsageRecorded') {
    const { recordedAt, action, subtype, actorUserId } = event.data;
    return { day: utcDay(recordedAt), action, subtype: subtype ?? '', actorUserId: actorUserId ?? '' };
  }
  if (event.type !== 'CommandRefused') {
    const { requestedAt, action, subtype, actorUserId } = event.data;
    return { day: utcDay(requestedAt), action, subtype: subtype ?? '', actorUserId: actorUserId ?? '' };
  }
  const { command, parameters, refusedAt } = event.data;
  if (command !== 'RequestGeneration' && command !== 'RecordUsage') return undefined;
  return {
    day: utcDay(refusedAt),
    action: textOf(parameters.action),
    subtype: textOf(parameters.subtype),
    actorUserId: textOf(parameters.actorUserId),
  };
}

/** How each event changes figures of its own; they are a copy, made once per event. */
const countIn: { readonly [T in Counted]: (figures: UsageFigures, event: Projected<T>) => void } = {
  GenerationRequested: (figures) => {
    figures.requested += 1n;
  },
  GenerationCompleted: countCompleted,
  GenerationCompletedLate: (figures, event) => {
    figures.expired -= 1n;
    countCompleted(figures, event);
  },
  GenerationFailed: (figures, { data }) => {
    figures.failed += 1n;
    figures.processing_ms_total += BigInt(data.processingMs ?? data.durationMs);
  },
  GenerationCancelled: (figures) => {
    figures.cancelled += 1n;
  },
  GenerationExpired: (figures) => {
    figures.expired += 1n;
  },
  UsageRecorded: (figures, { data }) => {
    figures.requested += 1n;
    figures[OUTCOME[data.status]] += 1n;
    figures.processing_ms_total += BigInt(data.durationMs ?? 0);
    if (data.status !== 'success') return;
    countUsage(figures, data.usage);
    figures.credits_micros += data.costMicros;
  },
  CommandRefused: (figures) => {
    figures.refused += 1n;
  },
};

/** The figures with one more event counted in. */
function count<Figures extends UsageFigures>(figures: Figures, event: CountedEvent): Figures {
  const next = { ...figures };
  (countIn[event.type] as (figures: UsageFigures, event: CountedEvent) => void)(next, event);
  return next;
}

type Completion = Projected<'GenerationCompleted' | 'GenerationCompletedLate'>;

function countCompleted(figures: UsageFigures, { data }: Completion): void {
  figures.completed += 1n;
  countUsage(figures, data.usage);
  figures.credits_micros += data.chargedMicros;
  figures.processing_ms_total += BigInt(data.processingMs ?? data.durationMs);
}

function countUsage(figures: UsageFigures, { quantity, inputTokens, outputTokens }: Usage): void {
  figures.quantity += BigInt(quantity);
  figures.input_tokens += BigInt(inputTokens ?? 0);
  figures.output_tokens += BigInt(outputTokens ?? 0);
}

/** Where recorded usage is counted, by how it ended. */
const OUTCOME = { success: 'completed', failed: 'failed', cancelled: 'cancelled' } as const;

const none: UsageFigures = {
  requested: 0n,
  completed: 0n,
  failed: 0n,
  cancelled: 0n,
  expired: 0n,
  refused: 0n,
  input_tokens: 0n,
  output_tokens: 0n,
  quantity: 0n,
  credits_micros: 0n,
  processing_ms_total: 0n,
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How usage is counted, the same for every read model that counts it. */
export const usageFigures = { columns, none, subjectOf, count } as const;
