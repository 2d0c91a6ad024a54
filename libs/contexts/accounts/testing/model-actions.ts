import { addSeconds, Timestamp } from '@ledgerline/kernel';

/** What a request asks for, or a job used. */
export interface Asked {
  readonly quantity: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const CREDIT = 1_000_000n;
const each =
  (credits: bigint) =>
  ({ quantity }: Asked) =>
    BigInt(quantity) * credits * CREDIT;
const nothing = () => 0n;

/** The actions of the scenario's catalog, told once more in plain words. */
export const MODEL_ACTIONS = {
  svg: { cost: each(1n), limits: [] },
  image: { cost: each(10n), limits: ['images_daily', 'images_monthly'] },
  render: { cost: each(5n), limits: ['renders_running'] },
  call: { cost: nothing, limits: ['calls_hourly'] },
  project: { cost: nothing, limits: ['projects_total'] },
  write: { cost: nothing, limits: ['words_daily'] },
  chat: {
    cost: ({ inputTokens, outputTokens }: Asked) => BigInt(inputTokens + 2 * outputTokens) * CREDIT,
    limits: [],
  },
} satisfies Record<string, { cost(asked: Asked): bigint; limits: readonly ModelLimit[] }> as Record<
  ModelAction,
  { cost(asked: Asked): bigint; limits: readonly ModelLimit[] }
>;

export type ModelAction = 'svg' | 'image' | 'render' | 'call' | 'project' | 'write' | 'chat';
type ModelLimit = keyof typeof MODEL_LIMITS;

const always = () => true;
const sameDay = (then: Timestamp, now: Timestamp) => then.slice(0, 10) === now.slice(0, 10);
const sameMonth = (then: Timestamp, now: Timestamp) => then.slice(0, 7) === now.slice(0, 7);
/** An hour, counted from the end of the minute in which it was asked. */
const withinTheHour = (then: Timestamp, now: Timestamp) =>
  now < addSeconds(`${then.slice(0, 16)}:00.000Z`, 3_660);

/** Which requests count at an instant, how much fits, and whether only running jobs count. */
export const MODEL_LIMITS = {
  images_daily: { value: 3, counts: sameDay, whileRunning: false, words: false },
  images_monthly: { value: 5, counts: sameMonth, whileRunning: false, words: false },
  renders_running: { value: 2, counts: always, whileRunning: true, words: false },
  calls_hourly: { value: 3, counts: withinTheHour, whileRunning: false, words: false },
  projects_total: { value: 2, counts: always, whileRunning: false, words: false },
  words_daily: { value: 1000, counts: sameDay, whileRunning: false, words: true },
};

export function unitsOf(limit: ModelLimit, asked: Asked): bigint {
  return BigInt(MODEL_LIMITS[limit].words ? asked.inputTokens + asked.outputTokens : asked.quantity);
}
