import { accept, refuse } from '@ledgerline/kernel';
import type { PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyKind, PartyRole } from '../../domain/party/party-events';
import type { PartyState } from '../../domain/party/party-state';

export interface RegisterParty {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly role: PartyRole;
  /** Whether whoever asks may make admins. */
  readonly mayMakeAdmins: boolean;
  readonly sealed: string | null;
  readonly tier: string;
  readonly tierIsKnown: boolean;
  readonly referralCode: string | null;
  readonly testClock: { readonly id: string; readonly isThere: boolean } | null;
  /** Null: no e-mail was given. */
  readonly email: { readonly hash: string; readonly claim: EmailClaim } | null;
}

/** The number of the claim by which the e-mail is this party's, or that it is somebody else's. */
export type EmailClaim = number | 'taken';

export function registerParty(
  command: RegisterParty,
  state: PartyState,
  { now }: PartyContext,
): PartyDecision {
  const { partyId, tier, testClock, email } = command;
  if (command.role === 'admin' && !command.mayMakeAdmins) return refuse('admin-key-required');
  if (state.status !== 'missing') return refuse('party-already-exists', { partyId });
  if (!command.tierIsKnown) return refuse('unknown-tier', { tier });
  if (testClock && !testClock.isThere) return refuse('test-clock-not-found', { testClockId: testClock.id });
  if (email && isTaken(email, state)) return refuse('email-taken');

  const { kind, role, sealed, referralCode } = command;
  return accept({
    type: 'PartyRegistered',
    data: {
      ...{ partyId, kind, role, sealed, emailHash: email?.hash ?? null, tier, referralCode },
      ...{ testClockId: testClock?.id ?? null, registeredAt: now },
    },
  });
}

/** A claim that somebody took over meanwhile left its bar in this very stream. */
function isTaken(
  { hash, claim }: { hash: string; claim: EmailClaim },
  { barredClaims }: PartyState,
): boolean {
  return claim === 'taken' || claim <= (barredClaims[hash] ?? 0);
}
