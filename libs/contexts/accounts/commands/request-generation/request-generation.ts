import { acceptAfter, addSeconds, noEffect, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, Attributes, GenerationFacts, Usage } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { termsOf } from '../../domain/act-terms';
import { fundsFor } from '../../domain/funds';
import { firstExceeded, limitHolds } from '../../domain/limit-demand';
import { generationSubject } from '../../domain/subjects';

export interface RequestGeneration extends Omit<GenerationFacts, 'generationId' | 'requestedAt'> {
  /** Null: the command's own id, so that a repeated command names the same generation. */
  readonly generationId: string | null;
  readonly payloadHash: string;
  readonly sealed: string | null;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly attributes: Attributes;
  readonly estimate: Usage;
  readonly timeoutSeconds: number;
}

/** May this run? One decision over existence, every limit and the credits; if so, all of it is set aside. */
export function requestGeneration(
  command: RequestGeneration,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, policy: catalog } = context;
  const generationId = command.generationId ?? context.newId;
  const blocked = unusable(state, 'open');
  if (blocked) return blocked;
  const before = requestedBefore(generationId, state, context);
  if (before !== undefined) return sameRequest(before, command, generationId);
  const terms = termsOf({ ...command, usage: command.estimate }, catalog, 'ahead');
  if (terms.kind === 'refused') return terms;
  const limits = limitHolds(terms.action?.limits ?? [], terms.demand, { state, now });
  const exceeded = firstExceeded(limits, catalog, { state, now });
  if (exceeded) return exceeded;
  const heldMicros = terms.creditMicros;
  const funds = fundsFor(heldMicros, state, context);
  if (funds.kind === 'refused') return funds;

  const { payloadHash, sealed, flags, attributes, timeoutSeconds } = command;
  const { actorUserId, action, operation, service, model, project, scene } = command;
  const { subtype, price, usage: estimate } = terms;
  return acceptAfter<AccountEvent>(funds.drawn, {
    type: 'GenerationRequested',
    data: {
      ...{ generationId, actorUserId, action, operation, subtype, service, model, project, scene },
      ...{ requestedAt: now, payloadHash, sealed, flags, attributes, estimate, price },
      tier: state.tier,
      catalogVersion: catalog.version,
      knownAction: terms.action !== undefined,
      heldMicros,
      lots: [...funds.shares],
      limits: [...limits],
      timeoutSeconds,
      deadlineAt: addSeconds(now, timeoutSeconds),
      after: {
        balanceMicros: state.balanceMicros + funds.drawnMicros,
        heldMicros: state.heldMicros + heldMicros,
      },
    },
  });
}

function requestedBefore(
  generationId: string,
  state: AccountState,
  context: AccountContext,
): string | undefined {
  const open = state.holds.get(generationId);
  if (open) return open.payloadHash;
  const recorded = context.history.get(generationSubject(generationId)) ?? [];
  return recorded.find((event: AccountEvent) => event.type === 'GenerationRequested')?.data.payloadHash;
}

function sameRequest(payloadHash: string, command: RequestGeneration, generationId: string): AccountDecision {
  if (payloadHash === command.payloadHash) return noEffect('generation-already-requested');
  return refuse('generation-already-exists', { generationId });
}
