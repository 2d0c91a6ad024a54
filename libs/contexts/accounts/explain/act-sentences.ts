import { limitKinds } from '@ledgerline/kernel';
import { AccountEvent, LimitHold } from '../domain/account-events';
import { spokenMoment } from '../sentences';
import { Seen } from './account-log';
import { ActExplanation, CreditsTold, Decided, LimitTold, RefusalTold } from './explanation';

export function decisionSentences(
  outcome: ActExplanation['outcome'],
  { event, decided, refusal }: { event: AccountEvent; decided: Decided; refusal: RefusalTold | null },
): readonly string[] {
  const { at, tier, catalogVersion } = decided;
  const by = decided.actor ? ` for ${decided.actor}` : '';
  const under = catalogVersion === null ? '' : `, under catalog version ${catalogVersion}`;
  const what = decided.action ? `“${decided.action}”` : (decided.command ?? event.type);
  const inTier = tier === null ? '' : ` in the tier “${tier}”`;
  if (outcome === 'no-effect') return [`${what} changed nothing at ${at}: it was so already.`];
  const verdict = `${what} was ${outcome}${by} at ${at}${inTier}${under}.`;
  return refusal ? [verdict, refusal.sentence] : [verdict];
}

export function creditSentences({
  price,
  held,
  charged,
  shortfall,
  refunded,
  lots,
}: CreditsTold): readonly string[] {
  if (held === '0' && (charged ?? '0') === '0') return [`It cost nothing: ${price}.`];
  const parts = lots.map(({ lotId, ...lot }) => {
    const paid = charged === null ? `${lot.held} held` : `${lot.charged} charged`;
    return `Of the lot ${lotId}: ${paid}. ${lot.origin.says}`;
  });
  return [
    charged === null
      ? `${held} credits were held (${price}).`
      : `${charged} credits were charged (${price}).`,
    ...parts,
    ...(shortfall !== null && shortfall !== '0'
      ? [`${shortfall} credits of its cost nobody had: recorded.`]
      : []),
    ...(refunded !== '0' ? [`${refunded} credits of it were refunded.`] : []),
  ];
}

const ENDS: Readonly<Partial<Record<AccountEvent['type'], string>>> = {
  GenerationCompleted: 'It was completed',
  GenerationCompletedLate: 'It was completed late, after its hold had expired',
  GenerationFailed: 'It failed, and everything it held went back',
  GenerationCancelled: 'It was cancelled, and everything it held went back',
  GenerationExpired: 'Its hold expired, and everything it held went back',
};

export function endSentences(seen: readonly Seen[]): readonly string[] {
  const first = seen[0]!.at;
  return seen.flatMap(({ event, at }) =>
    ENDS[event.type] ? [`${ENDS[event.type]} at ${spokenMoment(at, first)}.`] : [],
  );
}

const SOURCES: Readonly<Record<LimitHold['source'], string>> = {
  override: 'an override of this account',
  environment: 'the environment of the process',
  plan: 'the account’s plan',
  tier: 'the account’s tier',
};

export function limitSays(told: Omit<LimitTold, 'says'>): string {
  const { limit, member, kind, requested, usedBefore, heldBefore, value, source, enforced, override } = told;
  const whose = member ? ` (the part of ${member})` : '';
  const held = Number(heldBefore) > 0 ? ` and ${heldBefore} held` : '';
  const of = value === null ? 'without bound' : `of ${value}`;
  const why = override ? ` since ${override.at}, “${override.reason}”` : '';
  const soft = enforced ? '' : ', not enforced';
  const ends = limitKinds[kind].endsWithHold ? ' at the same time' : '';
  return (
    `Limit “${limit}”${whose}: ${usedBefore} used${held} ${of}${ends}, ${requested} asked for; ` +
    `the value is from ${SOURCES[source]}${why}${soft}.`
  );
}
