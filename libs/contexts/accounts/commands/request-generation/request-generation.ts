import { accept, addSeconds, formatCredits, noEffect, refuse, Refusal, UNLIMITED } from '@ledgerline/kernel';
import { Catalog, CatalogAction, costMicros, FREE_OF_CHARGE, Price } from '@ledgerline/contexts/catalog';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import {
  AccountEvent,
  Attributes,
  GenerationFacts,
  OverdraftDrawn,
  Usage,
} from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { firstExceeded, limitHolds } from '../../domain/limit-demand';
import { availableMicros, takeAvailable } from '../../domain/lots';
import { measuredUnits } from '../../domain/resolution';
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
  const action = catalog.action(command.action);
  if (!action && catalog.document.unknownActions === 'refuse') {
    return refuse('unknown-action', { action: command.action });
  }
  const subtype = command.subtype ?? action?.defaultSubtype ?? null;
  const model = command.model ?? subtype;
  const price = priceOf(action, model);
  if (!price) return refuse('unpriced-model', { action: command.action, model });
  const estimate = boundedBy(command.estimate, action);
  if (isUnbounded(price, action, { estimate, model, catalog })) {
    return refuse('estimate-required', { action: command.action });
  }
  const heldMicros = costMicros(price, estimate);
  const providerMicros = catalog.providerCost(model, estimate);
  const unitsOf = (measure: Parameters<typeof measuredUnits>[0]) =>
    measuredUnits(measure, { usage: estimate, creditMicros: heldMicros, providerMicros });
  const limits = limitHolds(
    action?.limits ?? [],
    { actorUserId: command.actorUserId, unitsOf },
    { state, now },
  );
  const exceeded = firstExceeded(limits, catalog, { state, now });
  if (exceeded) return exceeded;
  const available = availableMicros(state.lots, now);
  const missingMicros = heldMicros > available ? heldMicros - available : 0n;
  if (!mayOverdraw(missingMicros, state, catalog)) return insufficientCredits(heldMicros, available);

  const drawn = missingMicros > 0n ? [overdraft(missingMicros, state, context)] : [];
  const lots = [...takeAvailable(state.lots, heldMicros, now), ...drawn.map(({ data }) => shareOf(data))];
  const { payloadHash, sealed, flags, attributes, timeoutSeconds } = command;
  const { actorUserId, operation, service, project, scene } = command;
  const facts = { generationId, actorUserId, action: command.action, operation, subtype, service };
  return accept<AccountEvent>(...drawn, {
    type: 'GenerationRequested',
    data: {
      ...{ ...facts, model: command.model, project, scene },
      ...{ requestedAt: now, payloadHash, sealed, flags, attributes, estimate, price },
      tier: state.tier,
      catalogVersion: catalog.version,
      knownAction: action !== undefined,
      heldMicros,
      lots,
      limits: [...limits],
      timeoutSeconds,
      deadlineAt: addSeconds(now, timeoutSeconds),
      after: {
        balanceMicros: state.balanceMicros + missingMicros,
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

/** An action the catalog does not know is unpriced, where the catalog allows it at all. */
function priceOf(action: CatalogAction | undefined, model: string | null): Price | undefined {
  return action ? action.priceFor(model) : FREE_OF_CHARGE;
}

/** Where the caller tells no estimate, the catalog's own upper bound stands. */
function boundedBy(estimate: Usage, action: CatalogAction | undefined): Usage {
  if (!action?.bound) return estimate;
  return {
    ...estimate,
    inputTokens: estimate.inputTokens ?? action.bound.inputTokens,
    outputTokens: estimate.outputTokens ?? action.bound.outputTokens,
  };
}

/** What is priced or limited by something needs an upper bound: never held at zero because nobody knew. */
function isUnbounded(
  price: Price,
  action: CatalogAction | undefined,
  { estimate, model, catalog }: { estimate: Usage; model: string | null; catalog: Catalog },
): boolean {
  const measures = new Set(action?.limits.map(({ measure }) => measure));
  const byTokens = measures.has('tokens') || measures.has('cost');
  const input = byTokens || price.inputMicrosPerMillion > 0n;
  const output = byTokens || price.outputMicrosPerMillion > 0n;
  if (measures.has('cost') && catalog.providerCost(model, estimate) === null) return true;
  return (input && estimate.inputTokens === null) || (output && estimate.outputTokens === null);
}

/** Below zero only as far as the tier lets an account go. */
function mayOverdraw(missingMicros: bigint, state: AccountState, catalog: Catalog): boolean {
  if (missingMicros === 0n) return true;
  const allowed = catalog.tier(state.tier)?.overdraftMicros ?? 0n;
  return allowed === UNLIMITED || state.overdrawnMicros + missingMicros <= allowed;
}

function overdraft(
  amountMicros: bigint,
  state: AccountState,
  { now, policy: catalog, newId }: AccountContext,
): OverdraftDrawn {
  return {
    type: 'OverdraftDrawn',
    data: {
      lotId: `overdraft-${newId}`,
      amountMicros,
      overdrawnMicros: state.overdrawnMicros + amountMicros,
      allowedMicros: catalog.tier(state.tier)?.overdraftMicros ?? 0n,
      drawnAt: now,
      catalogVersion: catalog.version,
      after: { balanceMicros: state.balanceMicros + amountMicros, heldMicros: state.heldMicros },
    },
  };
}

function shareOf({ lotId, amountMicros }: OverdraftDrawn['data']) {
  return { lotId, amountMicros };
}

function insufficientCredits(needed: bigint, available: bigint): Refusal<'insufficient-credits'> {
  return refuse('insufficient-credits', {
    needed: formatCredits(needed),
    available: formatCredits(available),
  });
}
