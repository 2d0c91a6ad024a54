import type { LimitEntry, PriceEntry, TierEntry, TokenPrice } from '../../../api/contract';
import { formatDuration } from '../../../figures/durations';
import { formatCount } from '../../../figures/limit-bar';
import { LIMIT_MEASURES, limitKindWords } from '../../../figures/limit-kinds';

/* What stands in a catalog, in words as short as a cell of a table. */

/** `"10"`, `"unlimited"`, `"no value"`. */
export function valueWords(value: number | string | undefined): string {
  if (value === undefined || value === '') return 'no value';
  return String(value) === '-1' ? 'unlimited' : formatCount(String(value));
}

/** What applies where a tier has no value: nothing in `free`, everything elsewhere. */
export function absentValueWords(tier: string): string {
  return tier === 'free' ? '0' : 'unlimited';
}

export function windowWords({ kind, durationSeconds }: Pick<LimitEntry, 'kind' | 'durationSeconds'>): string {
  const seconds = Number(durationSeconds);
  return limitKindWords(kind, seconds > 0 ? formatDuration(seconds * 1_000) : undefined);
}

/** `"images today, per calendar day, hard: free 10, pro 100"`. */
export function limitWords(limit: LimitEntry): string {
  const { description, measure, enforcement = 'hard', values, active } = limit;
  const what = measure === 'count' ? [] : [`in ${LIMIT_MEASURES[measure] ?? measure}`];
  const force = active ? enforcement : 'not enforced';
  const given = Object.entries(values ?? {}).map(([tier, value]) => `${tier} ${valueWords(value)}`);
  const told = [description, windowWords(limit), ...what, force].filter(Boolean).join(', ');
  return given.length > 0 ? `${told}: ${given.join(', ')}` : told;
}

/** `"free"`, `"10 credits each"`, `"by tokens: gpt-4o 250 in, 1,000 out; others 300 in, 1,500 out"`. */
export function priceWords(price: PriceEntry | undefined): string {
  if (price?.kind === 'flat') return `${creditsWords(price.credits)} each`;
  if (price?.kind !== 'tokens') return price?.kind ?? 'no price';
  const models = Object.entries(price.models ?? {}).map(([model, each]) => `${model} ${tokenWords(each)}`);
  const others = price.fallback ? [`other models ${tokenWords(price.fallback)}`] : [];
  return `by tokens, per million: ${[...models, ...others].join('; ') || 'no model'}`;
}

function creditsWords(credits: string): string {
  return credits === '1' ? '1 credit' : `${formatCount(credits)} credits`;
}

function tokenWords({ inputPerMillion, outputPerMillion }: TokenPrice): string {
  return `${formatCount(inputPerMillion)} in, ${formatCount(outputPerMillion)} out`;
}

export function tierWords({ trialGrant, dailyRefill, overdraft = 'none' }: TierEntry): string {
  return `trial ${trialGrant}, daily refill ${dailyRefill}, overdraft ${overdraft}`;
}
