import { accept, addSeconds, Decision, noEffect, Timestamp } from '@ledgerline/kernel';
import type { ExpectedRevision } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, streamName } from '@ledgerline/platform/ledger';
import type { ClaimEvent } from './claim-events';
import { ClaimState, claimStream } from './claim-stream';

/** A claim that led to nothing for so long may be taken over. */
export const CLAIM_LAPSES_AFTER_SECONDS = 600;
/** Its owner claims again before that, so that nobody takes over what is about to be used. */
export const CLAIM_RENEWED_AFTER_SECONDS = 300;
/** Others may move first as often; then it is theirs. */
const ATTEMPTS_MAX = 5;

/** A claim that somebody holds. `number` tells it from earlier and later ones of the same value. */
export interface Claim {
  readonly claimId: string;
  readonly ownerId: string;
  readonly number: number;
}

export interface ClaimAsked {
  /** What sort of value it is, for whoever reads the log: `email`, `referral-code`. */
  readonly claimKind: string;
  /** See {@link claimIdOf}. */
  readonly claimId: string;
  /** Whose it becomes: the id of the stream whose fact will tell so. */
  readonly ownerId: string;
  readonly now: Timestamp;
  /** Nothing may be recorded: answers the claim that would be made. */
  readonly dryRun?: boolean;
  /**
   * Asked about a claim that lapsed before anybody takes it over: makes sure, in the owner's own stream, that
   * its fact never comes under this claim any more. Answers `holds` where it is there already.
   */
  bar(lapsed: Claim): Promise<'holds' | 'barred'>;
}

/** The name of a claim: equal for equal values, and telling nothing of them. */
export function claimIdOf(keyedHash: (text: string) => string, kind: string, value: string): string {
  return keyedHash(JSON.stringify(['claim', kind, value]));
}

/**
 * Makes a value the owner's before the owner's fact is recorded. Asked again by the same owner it answers the
 * same claim; of several at once one gets it.
 * @returns the claim, or `undefined` where it is somebody else's
 */
export async function makeClaim(ledger: Ledger, asked: ClaimAsked): Promise<Claim | undefined> {
  const { claimId, ownerId, now, dryRun = false } = asked;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const { state, revision } = await ledger.read(claimStream, claimId);
    const { number } = state;
    if (state.ownerId === ownerId) {
      if (state.confirmed || isYoungerThan(CLAIM_RENEWED_AFTER_SECONDS, state, now)) {
        return { claimId, ownerId, number };
      }
    } else if (state.ownerId !== null) {
      if (state.confirmed || isYoungerThan(CLAIM_LAPSES_AFTER_SECONDS, state, now)) return undefined;
      const lapsed = { claimId, ownerId: state.ownerId, number };
      if ((await asked.bar(lapsed)) === 'holds') {
        if (!dryRun) await confirmClaim(ledger, lapsed, now);
        return undefined;
      }
    }
    if (dryRun) return { claimId, ownerId, number: number + 1 };
    const act = { name: 'MakeClaim', claimId, ownerId, nth: revision, now };
    const made = await record(ledger, act, (current, at) => claimed(asked, current, { over: number, at }));
    if (made.ownerId === ownerId) return { claimId, ownerId, number: made.number };
  }
  return undefined;
}

/**
 * For what is its first claimer's for ever, whatever comes of the command that claims it: the claim is
 * confirmed at once, and one that a crash left unconfirmed still holds.
 * @returns whether it is the owner's
 */
export async function claimForEver(ledger: Ledger, asked: Omit<ClaimAsked, 'bar'>): Promise<boolean> {
  const claim = await makeClaim(ledger, { ...asked, bar: () => Promise.resolve('holds') });
  if (claim && !asked.dryRun) await confirmClaim(ledger, claim, asked.now);
  return claim !== undefined;
}

/** The owner's fact is in the log: its claim never lapses. */
export async function confirmClaim(ledger: Ledger, claim: Claim, now: Timestamp): Promise<void> {
  const { claimId, ownerId, number } = claim;
  const act = { name: 'ConfirmClaim', claimId, ownerId, nth: number, now };
  await record(ledger, act, (state, confirmedAt) => {
    if (!isHeldAs(state, claim)) return noEffect('claim-not-held');
    if (state.confirmed) return noEffect('confirmed');
    return accept({ type: 'ClaimConfirmed', data: { ownerId, number, confirmedAt } });
  });
}

/** The owner has no more use for it: anybody may claim it. */
export async function releaseClaim(ledger: Ledger, claim: Claim, now: Timestamp): Promise<void> {
  const { claimId, ownerId, number } = claim;
  const act = { name: 'ReleaseClaim', claimId, ownerId, nth: number, now };
  await record(ledger, act, (state, releasedAt) => {
    if (!isHeldAs(state, claim)) return noEffect('claim-not-held');
    return accept({ type: 'ClaimReleased', data: { ownerId, number, releasedAt } });
  });
}

/** What was seen when it was asked for must still stand: else it is looked at again. */
function claimed(
  { claimKind, ownerId }: ClaimAsked,
  state: ClaimState,
  { over, at }: { over: number; at: Timestamp },
): Decision<ClaimEvent> {
  if (state.number !== over || state.confirmed) return noEffect('claim-moved');

  return accept({ type: 'ClaimMade', data: { claimKind, ownerId, number: over + 1, claimedAt: at } });
}

function isHeldAs(state: ClaimState, { ownerId, number }: Claim): boolean {
  return state.ownerId === ownerId && state.number === number;
}

function isYoungerThan(seconds: number, { claimedAt }: ClaimState, now: Timestamp): boolean {
  return claimedAt !== null && now < addSeconds(claimedAt, seconds);
}

interface Act {
  readonly name: string;
  readonly claimId: string;
  /** Whom it is about: told as the owner of what is recorded. */
  readonly ownerId: string;
  /** The same for the same act asked again, and another for the next one. */
  readonly nth: ExpectedRevision | number;
  readonly now: Timestamp;
}

async function record(
  ledger: Ledger,
  { name, claimId, ownerId, nth, now }: Act,
  decide: (state: ClaimState, at: Timestamp) => Decision<ClaimEvent>,
): Promise<ClaimState> {
  const key = `${name}/${ownerId}/${nth}`;
  const { current } = await ledger.execute(claimStream, {
    name,
    parameters: {},
    sealed: null,
    streamId: claimId,
    commandId: commandIdOf({ principal: 'claims', stream: streamName(claimStream, claimId), key }),
    commandHash: key,
    receivedAt: now,
    origin: { actor: 'claims', role: 'system', owner: ownerId },
    decide: (state, { now: at }) => decide(state, at),
  });
  return current.state;
}
