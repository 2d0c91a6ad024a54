import { formatCredits, UNLIMITED } from '@ledgerline/kernel';
import { AccountEvent, CountedUnits, LimitHold } from '../domain/account-events';
import { sumShares } from '../domain/lots';
import { unitsAsFigure } from '../domain/limit-demand';
import { limitKey } from '../domain/limit-windows';
import { Seen, StreamEnd } from './account-log';
import { creditSentences, decisionSentences, endSentences, limitSays } from './act-sentences';
import {
  ActExplanation,
  CreditsTold,
  Decided,
  LimitTold,
  LotTold,
  OverrideTold,
  RefusalTold,
} from './explanation';
import { LotOrigin } from './lot-origins';
import { refusalSentence } from './refusal-sentence';
import { Circumstances, wouldChange } from './would-change';

/** Everything an explanation is made from: facts of the log, and what is in force now. */
export interface ActFacts {
  readonly accountId: string;
  readonly id: string;
  /** What the act came to, in order; the first is the decision. */
  readonly seen: readonly Seen[];
  /** From before the decision, by limit key. */
  readonly overrides: ReadonlyMap<string, OverrideTold>;
  readonly tierBefore: string | null;
  readonly origins: ReadonlyMap<string, LotOrigin>;
  readonly circumstances: Circumstances;
  readonly again: ActExplanation['again'];
  readonly end: StreamEnd;
}

type Data<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>['data'];
type Act = Data<'GenerationRequested'> | Data<'UsageRecorded'>;

/** Why it came out so, from the act's own events. Pure. */
export function explainAct(facts: ActFacts): ActExplanation {
  const decision = decisionOf(facts.seen);
  const { event } = decision;
  const act = actIn(event);
  const refusal = event.type === 'CommandRefused' ? refusalTold(event.data) : null;
  const limits = act ? act.limits.map((limit) => limitTold(limit, facts)) : refusedLimit(event, facts);
  const credits = act ? creditsTold(act, facts) : null;
  const decided = decidedOf(decision, facts);
  const outcome = refusal ? 'refused' : event.type === 'CommandHadNoEffect' ? 'no-effect' : 'allowed';
  const changes = refusal ? wouldChange(refusal.reason, refusal.figures, facts.circumstances) : [];
  return {
    accountId: facts.accountId,
    id: facts.id,
    outcome,
    says: [
      ...decisionSentences(outcome, { event, decided, refusal }),
      ...limits.map(({ says }) => says),
      ...(credits ? creditSentences(credits) : []),
      ...endSentences(facts.seen),
      ...changes,
      ...(facts.again ? [facts.again.says] : []),
    ],
    ...{ decided, refusal, credits, limits, wouldChange: changes, again: facts.again },
    history: facts.seen.map(({ event: { type }, at, position, actor }) => ({
      ...{ event: type, at, position, actor },
    })),
    position: facts.end.position,
  };
}

/** A generation that was refused and asked for again is explained by what it came to. */
export function decisionOf(seen: readonly Seen[]): Seen {
  return (
    seen.find(({ event }) => actIn(event)) ??
    seen.findLast(({ event }) => event.type === 'CommandRefused') ??
    seen.find(({ command }) => command !== null) ??
    seen[0]!
  );
}

function actIn(event: AccountEvent): Act | undefined {
  return event.type === 'GenerationRequested' || event.type === 'UsageRecorded' ? event.data : undefined;
}

function decidedOf({ event, at, position, command, commandId, actor }: Seen, facts: ActFacts): Decided {
  const data = event.data as { action?: string; tier?: string; catalogVersion?: number; parameters?: object };
  const parameters = (data.parameters ?? {}) as { action?: unknown };
  const action = data.action ?? (typeof parameters.action === 'string' ? parameters.action : null);
  const tier = data.tier ?? facts.tierBefore;
  return {
    at,
    position,
    command,
    commandId,
    actor,
    action,
    tier,
    catalogVersion: data.catalogVersion ?? null,
  };
}

function refusalTold({ reason, figures }: Data<'CommandRefused'>): RefusalTold {
  return { reason, figures, sentence: refusalSentence(reason, figures) };
}

function limitTold(limit: LimitHold | CountedUnits, facts: ActFacts): LimitTold {
  const measure = 'measure' in limit ? limit.measure : measureOf(limit.limit, facts);
  const figure = (units: bigint) => unitsAsFigure(measure, units);
  const { member, limitKind: kind, window, source, enforced, limitValue } = limit;
  const told = {
    ...{ limit: limit.limit, member, kind, measure, window, source, enforced },
    requested: figure('units' in limit ? limit.units : limit.usedUnits),
    usedBefore: figure(limit.usedBefore),
    heldBefore: figure(limit.heldBefore),
    value: limitValue === UNLIMITED ? null : figure(limitValue),
    override: overrideFor(limit.limit, member, source, facts),
  };
  return { ...told, says: limitSays(told) };
}

/** What the decision noted down of a limit that had no room. */
interface LimitFigures {
  readonly limitType: string;
  readonly kind: LimitTold['kind'];
  readonly current: number | string;
  readonly requested: number | string;
  readonly limit: number | string;
  readonly source: LimitTold['source'];
  readonly member?: string;
}

/** The limit that refused; its figures stand in the refusal, used and held in one. */
function refusedLimit(event: AccountEvent, facts: ActFacts): readonly LimitTold[] {
  if (event.type !== 'CommandRefused' || event.data.reason !== 'limit-reached') return [];
  const figures = event.data.figures as unknown as LimitFigures;
  const { limitType, kind, current, requested, limit, source, member = null } = figures;
  const told = {
    ...{ limit: limitType, member, kind, measure: measureOf(limitType, facts), window: null, source },
    ...{ requested, usedBefore: current, heldBefore: 0, value: limit, enforced: true },
    override: overrideFor(limitType, member, source, facts),
  };
  return [{ ...told, says: limitSays(told) }];
}

function measureOf(limit: string, { circumstances }: ActFacts) {
  return circumstances.decidedUnder.limit(limit)?.measure ?? 'count';
}

function overrideFor(
  limit: string,
  member: string | null,
  source: LimitHold['source'],
  { overrides }: ActFacts,
): OverrideTold | null {
  return source === 'override' ? (overrides.get(limitKey(limit, member)) ?? null) : null;
}

function creditsTold(act: Act, { seen, origins }: ActFacts): CreditsTold {
  const completion = seen.findLast(
    ({ event: { type } }) => type === 'GenerationCompleted' || type === 'GenerationCompletedLate',
  )?.event.data as Data<'GenerationCompletedLate'> | undefined;
  const paid = 'charged' in act ? act : completion;
  const held = 'lots' in act ? act.lots : [];
  const charged = paid?.charged ?? [];
  const lotIds = [...new Set([...held, ...charged].map(({ lotId }) => lotId))];
  const part = (shares: readonly { lotId: string; amountMicros: bigint }[], lotId: string) =>
    formatCredits(sumShares(shares.filter((share) => share.lotId === lotId)));
  const lots: LotTold[] = lotIds.map((lotId) => ({
    ...{ lotId, held: part(held, lotId), charged: part(charged, lotId), origin: origins.get(lotId)! },
  }));
  const refunded = seen.reduce(
    (sum, { event }) => (event.type === 'GenerationRefunded' ? sum + event.data.amountMicros : sum),
    0n,
  );
  return {
    price: priceTold(act),
    held: formatCredits('heldMicros' in act ? act.heldMicros : 0n),
    charged: paid ? formatCredits(sumShares(charged)) : null,
    shortfall: paid && 'shortfallMicros' in paid ? formatCredits(paid.shortfallMicros) : null,
    refunded: formatCredits(refunded),
    lots,
  };
}

function priceTold({ price }: Act): string {
  if (price.kind === 'flat') return `${formatCredits(price.flatMicros)} credits each`;
  if (price.kind === 'free') return 'free of charge';
  const [input, output] = [price.inputMicrosPerMillion, price.outputMicrosPerMillion].map(formatCredits);
  return `${input} credits per million tokens read, ${output} per million written`;
}
