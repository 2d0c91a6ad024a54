import { formatCredits, Timestamp } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent } from '../domain/account-events';
import { AccountState, Lot } from '../domain/account-state';
import { owedMicros } from '../domain/lot-consequences';
import { availableMicros, availableOf, pendingMicros } from '../domain/lots';
import { spokenMoment } from '../sentences';
import { Seen } from './account-log';
import { Step } from './explanation';
import { LotOrigin } from './lot-origins';

/** Why there are as many credits as there are: the lots in burn order, and what moved them last. */
export interface CreditsExplanation {
  readonly accountId: string;
  readonly says: readonly string[];
  readonly tier: string;
  readonly catalogVersion: number;
  readonly balance: string;
  readonly available: string;
  readonly held: string;
  readonly pending: string;
  readonly overdrawn: string;
  /** Spent of purchases whose money went back. */
  readonly owed: string;
  readonly lots: readonly StandingLot[];
  readonly holds: readonly {
    readonly generationId: string;
    readonly held: string;
    readonly deadlineAt: Timestamp;
  }[];
  /** The newest first; at most {@link MOVES_TOLD_MAX}. */
  readonly moves: readonly CreditMove[];
  readonly wouldChange: readonly string[];
  readonly position: string;
}

export interface StandingLot {
  readonly lotId: string;
  readonly remaining: string;
  readonly held: string;
  readonly available: string;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly voidReason: string | null;
  readonly origin: LotOrigin;
}

export interface CreditMove extends Step {
  /** Signed; of a hold, which moves nothing, absent. */
  readonly credits: string;
  readonly lots: readonly { readonly lotId: string; readonly credits: string }[];
  readonly id: string | null;
}

export const MOVES_TOLD_MAX = 50;
export const LOTS_TOLD_MAX = 200;

export interface CreditsFacts {
  readonly state: AccountState;
  readonly catalog: Catalog;
  readonly now: Timestamp;
  /** Newest first. */
  readonly seen: readonly Seen[];
  readonly origins: ReadonlyMap<string, LotOrigin>;
  /** The refill that the next command finds; "0": none. */
  readonly refillDue: string;
  readonly position: string;
}

export function explainCredits(facts: CreditsFacts): CreditsExplanation {
  const { state, catalog, now, seen, origins, position } = facts;
  const available = availableMicros(state.lots, now);
  const lots = state.lots.slice(0, LOTS_TOLD_MAX).map((lot) => standingLot(lot, origins, now));
  const holds = [...state.holds.values()]
    .slice(0, MOVES_TOLD_MAX)
    .map(({ facts: { generationId }, heldMicros, deadlineAt }) => ({
      ...{ generationId, held: formatCredits(heldMicros), deadlineAt },
    }));
  const changes = changesOf(facts);
  const overdrawn = formatCredits(owedMicros(state));
  const owed = formatCredits(state.refundsOwedMicros);
  return {
    ...{ accountId: state.accountId, tier: state.tier, catalogVersion: catalog.version },
    says: [
      `${formatCredits(available)} of ${formatCredits(state.balanceMicros)} credits are available` +
        (state.heldMicros > 0n
          ? `; ${formatCredits(state.heldMicros)} are held by running generations.`
          : '.'),
      ...(overdrawn !== '0' ? [`The account owes ${overdrawn} credits.`] : []),
      ...(owed !== '0'
        ? [`The account owes ${owed} credits that were spent before their purchase was refunded.`]
        : []),
      ...state.takeBacks.map(
        ({ orderId, amountMicros }) =>
          `${formatCredits(amountMicros)} held credits are taken back when their jobs return them: ` +
          `the order ${orderId} was refunded.`,
      ),
      ...lots.map(lotSentence),
      ...changes,
    ],
    balance: formatCredits(state.balanceMicros),
    available: formatCredits(available),
    held: formatCredits(state.heldMicros),
    pending: formatCredits(pendingMicros(state.lots, now)),
    ...{ overdrawn, owed },
    ...{ lots, holds, wouldChange: changes, position },
    moves: seen.flatMap(moveIn).slice(0, MOVES_TOLD_MAX),
  };
}

export function movesCredits({ event }: Seen): boolean {
  return event.type in MOVES;
}

function standingLot(lot: Lot, origins: CreditsFacts['origins'], now: Timestamp): StandingLot {
  const { lotId, remainingMicros, heldMicros, effectiveAt, expiresAt, voidReason } = lot;
  return {
    ...{ lotId, effectiveAt, expiresAt, voidReason },
    remaining: formatCredits(remainingMicros),
    held: formatCredits(heldMicros),
    available: formatCredits(availableOf(lot, now)),
    origin: origins.get(lotId)!,
  };
}

function lotSentence({ lotId, remaining, held, voidReason, origin }: StandingLot): string {
  const kept = held === '0' ? '' : `, ${held} of them held`;
  const gone = voidReason === null ? '' : ` It is void: ${voidReason}.`;
  return `${remaining} are left of the lot ${lotId}${kept}. ${origin.says}${gone}`;
}

type Move = { micros: bigint; lots: readonly { lotId: string; amountMicros: bigint }[] };
type Movers = {
  readonly [T in AccountEvent['type']]?: (data: Extract<AccountEvent, { type: T }>['data']) => Move;
};

const sum = (shares: Move['lots']): bigint => shares.reduce((total, share) => total + share.amountMicros, 0n);
const paid = (lots: Move['lots']): Move => ({ micros: -sum(lots), lots });
const gone = (lot: { lotId: string; amountMicros: bigint }): Move => paid([lot]);
const came = (lot: { lotId: string; amountMicros: bigint }): Move => ({
  micros: lot.amountMicros,
  lots: [lot],
});

const MOVES: Movers = {
  CreditsGranted: came,
  OverdraftDrawn: came,
  OverdraftReturned: gone,
  LotLapsed: gone,
  LotVoided: gone,
  CreditsTakenBack: ({ shares }) => paid(shares),
  HeldCreditsTakenBack: ({ shares }) => paid(shares),
  LotRolledOver: ({ toLotId, amountMicros }) => ({ micros: 0n, lots: [{ lotId: toLotId, amountMicros }] }),
  CreditsDeducted: ({ shares }) => paid(shares),
  OverdraftRepaid: ({ shares }) => paid(shares),
  GenerationCompleted: ({ charged }) => paid(charged),
  GenerationCompletedLate: ({ charged }) => paid(charged),
  UsageRecorded: ({ charged }) => paid(charged),
};

function moveIn({ event, at, position, actor }: Seen): readonly CreditMove[] {
  const move = MOVES[event.type]?.(event.data as never);
  if (!move || (move.micros === 0n && move.lots.length === 0)) return [];
  const lots = move.lots.map(({ lotId, amountMicros }) => ({ lotId, credits: formatCredits(amountMicros) }));
  const data = event.data as { generationId?: string | null; usageId?: string };
  const id = data.generationId ?? data.usageId ?? null;
  return [{ event: event.type, at, position, actor, credits: formatCredits(move.micros), lots, id }];
}

function changesOf({ state, catalog, now, refillDue }: CreditsFacts): readonly string[] {
  const later = state.lots.filter(({ effectiveAt }) => effectiveAt > now).slice(0, 5);
  const expiring = state.lots
    .filter(({ expiresAt, creditType }) => expiresAt !== null && creditType !== 'DAILY_REFILL')
    .sort((a, b) => (a.expiresAt! < b.expiresAt! ? -1 : 1))[0];
  const refill = catalog.tier(state.tier)?.dailyRefillMicros ?? 0n;
  return [
    ...(refillDue !== '0' ? [`The next command finds a daily refill of ${refillDue} credits.`] : []),
    ...(refill > 0n && refillDue === '0'
      ? [`The daily refill brings up to ${formatCredits(refill)} credits after 00:00Z.`]
      : []),
    ...later.map(
      ({ remainingMicros, effectiveAt }) =>
        `${formatCredits(remainingMicros)} credits take effect at ${spokenMoment(effectiveAt, now)}.`,
    ),
    ...(expiring
      ? [`What is left of the lot ${expiring.lotId} lapses at ${spokenMoment(expiring.expiresAt!, now)}.`]
      : []),
  ];
}
