import { accept, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountContext, AccountDecision } from '../../domain/account-decision';
import { AccountOpened, CreditsGranted, OwnerKind } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { NO_GRANT_TERMS } from '../../domain/credit-types';

export interface OpenAccount {
  readonly ownerKind: OwnerKind;
  /** Also the account's id: an account belongs to exactly one party. */
  readonly ownerId: string;
  readonly tier: string;
}

/** Opens the owner's account and grants the tier's trial credits, in one append. */
export function openAccount(
  command: OpenAccount,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, policy } = context;
  if (state.status !== 'missing') return refuse('account-already-exists', { accountId: state.accountId });
  const tier = policy.tier(command.tier);
  if (!tier) return refuse('unknown-tier', { tier: command.tier });

  const { ownerKind, ownerId } = command;
  const opened: AccountOpened = {
    type: 'AccountOpened',
    data: {
      accountId: ownerId,
      ownerKind,
      ownerId,
      tier: tier.name,
      catalogVersion: policy.version,
      openedAt: now,
    },
  };
  if (tier.trialGrantMicros === 0n) return accept(opened);
  return accept<AccountOpened | CreditsGranted>(
    opened,
    trialGrant(tier.trialGrantMicros, policy.version, now),
  );
}

function trialGrant(amountMicros: bigint, catalogVersion: number, now: Timestamp): CreditsGranted {
  return {
    type: 'CreditsGranted',
    data: {
      lotId: 'trial',
      creditType: 'TRIAL_GRANT',
      amountMicros,
      priority: BURN_PRIORITY.TRIAL_GRANT,
      grantedAt: now,
      effectiveAt: now,
      expiresAt: null,
      reason: 'trial grant at opening',
      ...NO_GRANT_TERMS,
      catalogVersion,
      after: { balanceMicros: amountMicros, heldMicros: 0n },
    },
  };
}
