import { formatCredits, parseCredits, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { Catalog, LimitHolder } from '@ledgerline/contexts/catalog';
import type { Figures } from '@ledgerline/platform/http';
import { unitsAsFigure } from '../domain/limit-demand';
import { fitsAfterSentence, missingCreditsSentence, spokenMoment } from '../sentences';

/** What is known beside a refusal's own figures. */
export interface Circumstances {
  /** The version that decided, under the environment of this process. */
  readonly decidedUnder: Catalog;
  readonly inForce: Catalog;
  readonly holder: LimitHolder;
  readonly now: Timestamp;
  /** Granted and effective later, the earliest first. */
  readonly pending: readonly { readonly credits: string; readonly effectiveAt: Timestamp }[];
}

/** What would have had to be otherwise for a refused command to pass, the easiest first. */
export function wouldChange(
  reason: string,
  figures: Figures,
  circumstances: Circumstances,
): readonly string[] {
  if (reason === 'limit-reached') return limitChanges(figures, circumstances);
  if (reason === 'insufficient-credits') return creditChanges(figures, circumstances);
  return [];
}

const BY_HAND: Readonly<Record<string, string>> = {
  concurrent: 'One of those that run has to end.',
  lifetime: 'Something that was counted has to be removed.',
  gauge: 'Something that takes room has to go.',
};

function limitChanges(figures: Figures, { decidedUnder, holder, now }: Circumstances): readonly string[] {
  const { limitType, requested, current, limit: value, kind, resetAt, decidedAt, member } = figures;
  const [asked, used, whole] = [Number(requested), Number(current), Number(value)];
  const says: string[] = [];
  if (asked > whole) says.push(`${requested} never fit into ${value}, however long one waits.`);
  else if (used < whole)
    says.push(`${roundOff(whole - used)} would have fitted; ${requested} were asked for.`);
  if (resetAt && resetAt > now) says.push(fitsAfterSentence(requested, resetAt, now));
  else if (resetAt)
    says.push(`It has reset since, at ${spokenMoment(resetAt, now)}: ask again with a new key.`);
  else if (asked <= whole && BY_HAND[kind]) says.push(BY_HAND[kind]);
  const needed = roundOff(Math.max(asked, used + asked));
  const own = member ? ` for ${member}` : '';
  says.push(
    `An override of “${limitType}”${own} of ${needed} or more would have let it pass at ${decidedAt}.`,
  );
  return [...says, ...higherTiers(String(limitType), used + asked, { decidedUnder, holder })];
}

function higherTiers(
  name: string,
  needed: number,
  { decidedUnder: catalog, holder }: Pick<Circumstances, 'decidedUnder' | 'holder'>,
): readonly string[] {
  const limit = catalog.limit(name);
  if (!limit) return [];
  return catalog.document.tiers
    .filter(({ name: tier }) => tier !== holder.tier)
    .map(({ name: tier }) => ({ tier, value: limit.valueFor({ tier, plan: null }).value }))
    .filter(({ value }) => value === UNLIMITED || Number(unitsAsFigure(limit.measure, value)) >= needed)
    .map(({ tier, value }) => {
      const told =
        value === UNLIMITED ? 'had no such limit' : `allowed ${unitsAsFigure(limit.measure, value)}`;
      return `The tier “${tier}” ${told}.`;
    });
}

function creditChanges(
  figures: Figures,
  { inForce, holder, now, pending }: Circumstances,
): readonly string[] {
  const missing = parseCredits(String(figures.needed))! - parseCredits(String(figures.available))!;
  const refill = inForce.tier(holder.tier)?.dailyRefillMicros ?? 0n;
  const later = pending.filter(({ effectiveAt }) => effectiveAt > now);
  return [
    missingCreditsSentence(formatCredits(missing)),
    ...(refill > 0n ? [`The daily refill brings up to ${formatCredits(refill)} credits after 00:00Z.`] : []),
    ...later.map(
      ({ credits, effectiveAt }) => `${credits} credits take effect at ${spokenMoment(effectiveAt, now)}.`,
    ),
  ];
}

/** Figures are of at most six places; sums of them must not grow more. */
function roundOff(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
