import { accept, formatCredits, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import {
  AccountEvent,
  ChargedShare,
  CreditsGranted,
  GenerationRefunded,
  PurchaseAmount,
} from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { NO_GRANT_TERMS } from '../../domain/credit-types';
import { evolveAccount } from '../../domain/evolve';
import { generationHistory } from '../../domain/generation-history';
import { lotVoided } from '../../domain/lot-consequences';
import { generationSubject, grantSubject } from '../../domain/subjects';

export interface RefundGeneration {
  readonly generationId: string;
  /** Null: all that is left of what was charged. */
  readonly amountMicros: bigint | null;
  /** The external act: each refund has its own. */
  readonly reference: string;
  readonly reason: string;
}

/**
 * Gives back what a generation was charged, whole or in parts: what was charged last comes back first, as new
 * lots that inherit expiry and cost basis. Never more than was charged; a reference is one refund.
 */
export function refundGeneration(
  command: RefundGeneration,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { generationId, reference } = command;
  const { now, history, policy: catalog } = context;
  const missing = unusable(state, 'open');
  if (missing) return missing;
  const acts = history.get(grantSubject('REFUND', reference)) ?? [];
  const before = acts.filter(isGrant);
  if (before.length > 0) return refundedBefore(before, command);
  const taken = acts.find((event) => event.type === 'CreditsTakenBack');
  if (taken) return conflict(-taken.data.amountMicros, command);
  if (!catalog.environment.creditsEnabled) return refuse('credits-disabled');
  const recorded = history.get(generationSubject(generationId)) ?? [];
  const past = generationHistory(recorded);
  if (!past) {
    const reason = state.holds.has(generationId) ? 'generation-not-completed' : 'generation-not-found';
    return refuse(reason, { generationId });
  }
  const completion = past.resolution.data;
  if (!('charged' in completion)) return refuse('generation-not-completed', { generationId });
  const refundedMicros = recorded.reduce((sum, event) => sum + refundIn(event), 0n);
  const left = completion.chargedMicros - refundedMicros;
  const amountMicros = command.amountMicros ?? left;
  if (amountMicros > left || left === 0n) {
    return refuse('refund-exceeds-charge', {
      generationId,
      charged: formatCredits(completion.chargedMicros),
      refunded: formatCredits(refundedMicros),
      asked: formatCredits(amountMicros),
    });
  }

  const parts = lastCharged(completion.charged, refundedMicros, amountMicros);
  const lots = refundLots(parts, command, state, context);
  const refunded: GenerationRefunded = {
    type: 'GenerationRefunded',
    data: {
      ...{ generationId, action: completion.action, reference, amountMicros, reason: command.reason },
      refundedMicros: refundedMicros + amountMicros,
      chargedMicros: completion.chargedMicros,
      lotIds: lots.map(({ data }) => data.lotId),
      requestedAt: completion.requestedAt,
      refundedAt: now,
      catalogVersion: catalog.version,
    },
  };
  const barred = acts.find((event) => event.type === 'LotBarred');
  const voided = barred ? arrivingVoid([refunded, ...lots], barred.data.reason, { state, now }) : [];
  return accept<AccountEvent>(refunded, ...lots, ...voided);
}

/** What was barred before it came is taken back as it comes. */
function arrivingVoid(
  given: readonly AccountEvent[],
  reason: string,
  { state, now }: { state: AccountState; now: Timestamp },
): readonly AccountEvent[] {
  let left = given.reduce(evolveAccount, state);
  return given.filter(isGrant).map(({ data }) => {
    const event = lotVoided(
      left,
      left.lots.find(({ lotId }) => lotId === data.lotId)!,
      reason,
      now,
    );
    left = evolveAccount(left, event);
    return event;
  });
}

function isGrant(event: AccountEvent): event is CreditsGranted {
  return event.type === 'CreditsGranted';
}

function refundIn(event: AccountEvent): bigint {
  return event.type === 'GenerationRefunded' ? event.data.amountMicros : 0n;
}

/** The same act again changes nothing; with another amount or for another generation it is another act. */
function refundedBefore(
  before: readonly CreditsGranted[],
  { generationId, amountMicros, reference }: RefundGeneration,
): AccountDecision {
  const granted = before.reduce((sum, { data }) => sum + data.amountMicros, 0n);
  const isSame = before.every(({ data }) => data.generationId === generationId);
  if (isSame && (amountMicros === null || amountMicros === granted)) {
    return noEffect('reference-already-granted');
  }
  return conflict(granted, { amountMicros, reference });
}

function conflict(
  grantedMicros: bigint,
  { amountMicros, reference }: Pick<RefundGeneration, 'amountMicros' | 'reference'>,
): AccountDecision {
  const asked = amountMicros === null ? 'the rest' : formatCredits(amountMicros);
  return refuse('reference-conflict', { reference, granted: formatCredits(grantedMicros), asked });
}

/** The next `amountMicros` of what was charged, from the last share backwards, beyond what came back. */
function lastCharged(
  charged: readonly ChargedShare[],
  refundedMicros: bigint,
  amountMicros: bigint,
): readonly ChargedShare[] {
  const parts: ChargedShare[] = [];
  let skip = refundedMicros;
  let missing = amountMicros;
  for (const share of charged.toReversed()) {
    const from = skip < share.amountMicros ? skip : share.amountMicros;
    const rest = share.amountMicros - from;
    const taken = rest < missing ? rest : missing;
    skip -= from;
    missing -= taken;
    if (taken > 0n) {
      parts.push({ ...share, amountMicros: taken, cost: costBetween(share, from, from + taken) });
    }
  }
  return parts;
}

/** Parts of a share's cost that add up to it exactly, however often it is cut. */
function costBetween({ amountMicros, cost }: ChargedShare, from: bigint, to: bigint): PurchaseAmount | null {
  if (cost === null) return null;
  const upTo = (micros: bigint) => (cost.amountMinor * micros) / amountMicros;
  return { ...cost, amountMinor: upTo(to) - upTo(from) };
}

function refundLots(
  parts: readonly ChargedShare[],
  { generationId, reference, reason }: RefundGeneration,
  state: AccountState,
  { now, newId, policy: catalog }: AccountContext,
): CreditsGranted[] {
  let balanceMicros = state.balanceMicros;
  return parts.map(({ amountMicros, expiresAt, cost }, i) => {
    balanceMicros += amountMicros;
    return {
      type: 'CreditsGranted',
      data: {
        ...NO_GRANT_TERMS,
        ...{ lotId: i === 0 ? newId : `${newId}-${i + 1}`, creditType: 'REFUND', amountMicros },
        priority: BURN_PRIORITY.REFUND,
        ...{ grantedAt: now, effectiveAt: now, expiresAt, reason, reference, generationId },
        purchaseAmount: cost,
        catalogVersion: catalog.version,
        after: { balanceMicros, heldMicros: state.heldMicros },
      },
    };
  });
}
