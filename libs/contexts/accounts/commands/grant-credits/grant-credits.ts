import { accept, CREDITS_MICROS_MAX, formatCredits, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import {
  AccountEvent,
  Attributes,
  CreditsGranted,
  CreditType,
  PurchaseAmount,
  Rollover,
} from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { evolveAccount } from '../../domain/evolve';
import { lotVoided } from '../../domain/lot-consequences';
import { grantSubjects } from '../../domain/subjects';
import { takenOnArrival } from '../../domain/take-back';

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
  /** For a time that may be over: it comes as it would have then, and lapses or rolls over at once. */
  readonly evenIfOver?: boolean;
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
  const recorded = grantSubjects(command).flatMap((subject) => history.get(subject) ?? []);
  const before = recorded.find((event) => event.type === 'CreditsGranted');
  if (before) return grantedBefore(before, command);
  const deducted = recorded.find((event) => event.type === 'CreditsDeducted');
  if (deducted) return conflictWith(-deducted.data.amountMicros, command);
  if (!policy.environment.creditsEnabled) return refuse('credits-disabled');
  const { priority, evenIfOver = false, ...terms } = command;
  const { expiresAt } = terms;
  const effectiveAt = terms.effectiveAt ?? now;
  if (expiresAt !== null && (expiresAt <= effectiveAt || (expiresAt <= now && !evenIfOver))) {
    return refuse('grant-expires-before-effect', { effectiveAt, expiresAt, now });
  }
  if (terms.rollover !== null && expiresAt === null) return refuse('rollover-needs-expiry');
  const balanceMicros = state.balanceMicros + command.amountMicros;
  if (balanceMicros > CREDITS_MICROS_MAX) {
    return refuse('balance-too-large', { balance: formatCredits(state.balanceMicros) });
  }

  const granted: CreditsGranted = {
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
  };
  return accept<AccountEvent>(granted, ...arriving(granted, recorded, state, now));
}

/** What was refunded or barred before it came is taken back as it comes. */
function arriving(
  granted: CreditsGranted,
  recorded: readonly AccountEvent[],
  state: AccountState,
  now: Timestamp,
): readonly AccountEvent[] {
  const arrived = evolveAccount(state, granted);
  const taken = takenOnArrival(arrived, granted, recorded, now);
  const left = taken.reduce<AccountState>(evolveAccount, arrived);
  const barred = recorded.find((event) => event.type === 'LotBarred');
  const lot = barred && left.lots.find(({ lotId }) => lotId === granted.data.lotId);
  return lot ? [...taken, lotVoided(left, lot, barred.data.reason, now)] : taken;
}

function grantedBefore({ data }: CreditsGranted, command: GrantCredits): AccountDecision {
  if (data.amountMicros === command.amountMicros) return noEffect('reference-already-granted');
  return conflictWith(data.amountMicros, command);
}

function conflictWith(grantedMicros: bigint, { reference, amountMicros }: GrantCredits): AccountDecision {
  const figures = { granted: formatCredits(grantedMicros), asked: formatCredits(amountMicros) };
  return refuse('reference-conflict', { reference, ...figures });
}
