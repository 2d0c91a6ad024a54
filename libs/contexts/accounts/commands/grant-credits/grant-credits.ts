import { accept, CREDITS_MICROS_MAX, formatCredits, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import {
  Attributes,
  CreditsGranted,
  CreditType,
  PurchaseAmount,
  Rollover,
} from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { grantSubjects } from '../../domain/subjects';

export interface GrantCredits {
  readonly creditType: CreditType;
  readonly amountMicros: bigint;
  /** Null: the type's own place in the burn order. */
  readonly priority: number | null;
  /** Null: at once. */
  readonly effectiveAt: Timestamp | null;
  /** Null: never. */
  readonly expiresAt: Timestamp | null;
  readonly reason: string;
  /** The external act (payment, reward id): unique per account and type. */
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly generationId: string | null;
  readonly actorUserId: string | null;
  readonly paymentMethod: string | null;
  readonly purchaseAmount: PurchaseAmount | null;
  /** What is kept of it when it lapses; null: nothing. */
  readonly rollover: Rollover | null;
  readonly attributes: Attributes;
}

/** A new lot of credits; the same reference twice is one grant. */
export function grantCredits(
  command: GrantCredits,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, policy, newId, history } = context;
  const blocked = unusable(state, 'open');
  if (blocked) return blocked;
  const [before] = grantSubjects(command).flatMap((subject) => history.get(subject) ?? []);
  if (before) return grantedBefore(before as CreditsGranted, command);
  const effectiveAt = command.effectiveAt ?? now;
  if (command.expiresAt !== null && (command.expiresAt <= now || command.expiresAt <= effectiveAt)) {
    return refuse('grant-expires-before-effect', { effectiveAt, expiresAt: command.expiresAt, now });
  }
  const balanceMicros = state.balanceMicros + command.amountMicros;
  if (balanceMicros > CREDITS_MICROS_MAX) {
    return refuse('balance-too-large', { balance: formatCredits(state.balanceMicros) });
  }

  const { priority, ...terms } = command;
  return accept({
    type: 'CreditsGranted',
    data: {
      ...terms,
      lotId: newId,
      priority: priority ?? BURN_PRIORITY[command.creditType],
      grantedAt: now,
      effectiveAt,
      catalogVersion: policy.version,
      after: { balanceMicros, heldMicros: state.heldMicros },
    },
  });
}

function grantedBefore({ data }: CreditsGranted, command: GrantCredits): AccountDecision {
  if (data.amountMicros === command.amountMicros) return noEffect('reference-already-granted');
  return refuse('reference-conflict', {
    reference: data.reference,
    granted: formatCredits(data.amountMicros),
    asked: formatCredits(command.amountMicros),
  });
}
