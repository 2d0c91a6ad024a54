import { utcDay } from '@ledgerline/kernel';
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
  if (event.type !== 'CommandRefused') {
    const { requestedAt, action, subtype, actorUserId } = event.data;
    return { day: utcDay(requestedAt), action, subtype: subtype ?? '', actorUserId: actorUserId ?? '' };
  }
  const { command, parameters, refusedAt } = event.data;
  if (command !== 'RequestGeneration') return undefined;
  return {
    day: utcDay(refusedAt),
    action: textOf(parameters.action),
    subtype: textOf(parameters.subtype),
    actorUserId: textOf(parameters.actorUserId),
  };
}

const countBy: { readonly [T in Counted]: (event: Projected<T>) => Partial<UsageFigures> } = {
  GenerationRequested: () => ({ requested: 1n }),
  GenerationCompleted: completed,
  GenerationCompletedLate: (event) => ({ ...completed(event), expired: -1n }),
  GenerationFailed: ({ data }) => ({
    failed: 1n,
    processing_ms_total: BigInt(data.processingMs ?? data.durationMs),
  }),
  GenerationCancelled: () => ({ cancelled: 1n }),
  GenerationExpired: () => ({ expired: 1n }),
  CommandRefused: () => ({ refused: 1n }),
};

/** The figures with one more event counted in. */
function count(figures: UsageFigures | undefined, event: CountedEvent): UsageFigures {
  const next = { ...(figures ?? noUsage) };
  const changes = (countBy[event.type] as (event: CountedEvent) => Partial<UsageFigures>)(event);
  for (const [figure, change] of Object.entries(changes)) next[figure as keyof UsageFigures] += change;
  return next;
}

function completed({
  data,
}: Projected<'GenerationCompleted' | 'GenerationCompletedLate'>): Partial<UsageFigures> {
  return {
    completed: 1n,
    input_tokens: BigInt(data.usage.inputTokens ?? 0),
    output_tokens: BigInt(data.usage.outputTokens ?? 0),
    quantity: BigInt(data.usage.quantity),
    credits_micros: data.chargedMicros,
    processing_ms_total: BigInt(data.processingMs ?? data.durationMs),
  };
}

const noUsage: UsageFigures = {
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
export const usageFigures = { columns, subjectOf, count } as const;
