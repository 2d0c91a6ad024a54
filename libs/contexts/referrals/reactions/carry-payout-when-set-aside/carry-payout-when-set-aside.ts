import type { Timestamp } from '@ledgerline/kernel';
import type { ProjectedEvent, ProjectedOf } from '@ledgerline/platform/projections';
import { Deed, Reaction, ReactionCommand, Step } from '@ledgerline/platform/reactions';
import { acceptPayout } from '../../domain/payout/accept-payout';
import { leavePayoutUnresolved } from '../../domain/payout/leave-payout-unresolved';
import { openPayout } from '../../domain/payout/open-payout';
import type { PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import { isProvided, PayoutState } from '../../domain/payout/payout-state';
import { ResolvePayout, resolvePayout } from '../../domain/payout/resolve-payout';
import { EndPayout, endPayout } from '../../domain/program/end-payout';
import type { ProgramEvent } from '../../domain/program/program-events';
import { grantRewardCredits } from '../grant-reward';
import { ownCommand, ReactingParts } from '../reacting-parts';
import { type Answer, askedOrPaid } from './asked-or-paid';

type Told<T extends (ProgramEvent | PayoutEvent)['type']> = ProjectedOf<ProgramEvent | PayoutEvent, T>;
type Of = Told<'PayoutStarted'>['data'] | Told<'PayoutAskedAgain'>['data'];

/** A payout from what was set aside to what became of it; by payout, each step after the one before. */
export function carryPayoutWhenSetAside(parts: ReactingParts): Reaction {
  const ended = (outcome: EndPayout['outcome']) => (event: ProjectedEvent) => [
    end(parts, { ...(event as Told<'PayoutCompleted'>).data, outcome }),
  ];
  return {
    name: 'carry-payout-when-set-aside',
    key: ({ data }) => `payout-${(data as { payoutId: string }).payoutId}`,
    on: {
      PayoutReserved: (event) => [open(parts, event as Told<'PayoutReserved'>)],
      PayoutStarted: (event) => started(parts, (event as Told<'PayoutStarted'>).data),
      PayoutAskedAgain: (event) => started(parts, (event as Told<'PayoutAskedAgain'>).data),
      PayoutCompleted: ended('paid'),
      PayoutFailed: ended('failed'),
      PayoutCanceled: ended('canceled'),
    },
  };
}

function open({ families }: ReactingParts, { data }: Told<'PayoutReserved'>): ReactionCommand {
  const { partyId: accountId, reservedAt: _at, ...facts } = data;
  return ownCommand(families.payout, {
    name: 'OpenPayout',
    streamId: facts.payoutId,
    owner: accountId,
    parameters: { accountId, method: facts.method },
    decide: (state, context) => openPayout({ ...facts, accountId }, state, context),
  });
}

/** A provider is told, an account is granted the credits; a bank transfer is made by a person. */
function started(parts: ReactingParts, of: Of): readonly Step[] {
  if (isProvided(of.method)) return [deedFor(parts, of, providedSteps)];
  return of.method === 'STORE_CREDIT' ? [deedFor(parts, of, storeCreditSteps)] : [];
}

type StepsFor = (
  parts: ReactingParts,
  payout: PayoutState,
  now: Timestamp,
) => Promise<readonly Step[]> | readonly Step[];

function deedFor(parts: ReactingParts, { payoutId, accountId }: Of, stepsFor: StepsFor): Deed {
  return {
    kind: 'deed',
    name: 'carry-payout',
    owner: accountId,
    perform: async ({ now }) => {
      const { state } = await parts.ledger.read(parts.families.payout.stream, payoutId);
      const isUnderWay = state.status === 'PROCESSING' && !state.isUnresolved;
      return isUnderWay ? stepsFor(parts, state, now) : [];
    },
  };
}

async function providedSteps(
  parts: ReactingParts,
  payout: PayoutState,
  now: Timestamp,
): Promise<readonly Step[]> {
  const told = await askedOrPaid(parts, payout, now);
  return stepsOfAnswer[told.state](parts, payout, told as never);
}

const stepsOfAnswer: {
  readonly [State in Answer['state']]: (
    parts: ReactingParts,
    payout: PayoutState,
    told: Extract<Answer, { state: State }>,
  ) => readonly Step[];
} = {
  paid: (parts, payout, { transactionId }) => [
    resolve(parts, payout, { outcome: 'paid', transactionId, reason: null }),
  ],
  failed: (parts, payout, { reason }) => [resolve(parts, payout, { outcome: 'failed', error: reason })],
  // It is asked for again when it falls due: see `settlePayout`.
  pending: (parts, payout, { transactionId }) =>
    transactionId === null
      ? []
      : [told(parts, payout, { name: 'AcceptPayout', decide: acceptPayout, command: { transactionId } })],
  unresolved: (parts, payout) => [
    told(parts, payout, {
      name: 'LeavePayoutUnresolved',
      decide: leavePayoutUnresolved,
      command: { reason: UNRESOLVED },
    }),
  ],
};

const UNRESOLVED = 'it may have been paid, and its provider can be asked no more: look it up, then say so';

function storeCreditSteps(parts: ReactingParts, payout: PayoutState): readonly Step[] {
  const { payoutId, accountId, creditsMicros } = payout;
  const transactionId = `payout:${payoutId}`;
  return [
    grantRewardCredits(parts.families.account, {
      accountId,
      creditsMicros: creditsMicros ?? 0n,
      reference: transactionId,
      reason: 'referral earnings paid out as store credit',
      refused: (error) => [resolve(parts, payout, { outcome: 'failed', error })],
    }),
    // After a refusal it has failed already, and this changes nothing.
    resolve(parts, payout, { outcome: 'paid', transactionId, reason: null }),
  ];
}

function resolve(parts: ReactingParts, payout: PayoutState, command: ResolvePayout): ReactionCommand {
  const parameters = { outcome: command.outcome };
  return told(parts, payout, { name: 'ResolvePayout', decide: resolvePayout, command, parameters });
}

/** A payout is told what became known of it. */
function told<Command>(
  { families }: ReactingParts,
  { payoutId, accountId }: PayoutState,
  of: {
    readonly name: string;
    readonly command: Command;
    readonly parameters?: ReactionCommand['parameters'];
    decide(command: Command, state: PayoutState, context: PayoutContext): PayoutDecision;
  },
): ReactionCommand {
  const { name, command, parameters = {}, decide } = of;
  return ownCommand(families.payout, {
    ...{ name, streamId: payoutId, owner: accountId, parameters },
    decide: (state, context) => decide(command, state, context),
  });
}

function end(
  { families }: ReactingParts,
  { payoutId, accountId, outcome }: EndPayout & { readonly accountId: string },
): ReactionCommand {
  return ownCommand(families.program, {
    name: 'EndPayout',
    streamId: accountId,
    parameters: { payoutId, outcome },
    decide: (state, context) => endPayout({ payoutId, outcome }, state, context),
  });
}
