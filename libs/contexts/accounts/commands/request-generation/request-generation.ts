import {
  accept,
  addSeconds,
  formatCredits,
  noEffect,
  refuse,
  Refusal,
  Timestamp,
  UNLIMITED,
} from '@ledgerline/kernel';
import {
  Catalog,
  CatalogAction,
  CatalogLimit,
  costMicros,
  FREE_OF_CHARGE,
  Price,
} from '@ledgerline/contexts/catalog';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, Attributes, GenerationFacts, LimitHold, Usage } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { countLimit, resetOf } from '../../domain/limit-windows';
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
  const price = priceOf(action, command.model ?? subtype);
  if (!price) return refuse('unpriced-model', { action: command.action, model: command.model ?? subtype });
  if (isUnbounded(price, action, command.estimate))
    return refuse('estimate-required', { action: command.action });
  const limits = limitHolds(action, { state, estimate: command.estimate, now });
  const exceeded = firstExceeded(limits, catalog, { state, now });
  if (exceeded) return exceeded;
  const heldMicros = costMicros(price, command.estimate);
  const available = availableMicros(state.lots, now);
  if (available < heldMicros) return insufficientCredits(heldMicros, available);

  const { payloadHash, sealed, flags, attributes, estimate, timeoutSeconds } = command;
  const { actorUserId, operation, service, model, project, scene } = command;
  return accept({
    type: 'GenerationRequested',
    data: {
      ...{
        generationId,
        actorUserId,
        action: command.action,
        operation,
        subtype,
        service,
        model,
        project,
        scene,
      },
      ...{ requestedAt: now, payloadHash, sealed, flags, attributes, estimate, price },
      tier: state.tier,
      catalogVersion: catalog.version,
      knownAction: action !== undefined,
      heldMicros,
      lots: [...takeAvailable(state.lots, heldMicros, now)],
      limits: [...limits],
      timeoutSeconds,
      deadlineAt: addSeconds(now, timeoutSeconds),
      after: { balanceMicros: state.balanceMicros, heldMicros: state.heldMicros + heldMicros },
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

/** What is priced or limited by tokens needs an upper bound: never held at zero because nobody knew. */
function isUnbounded(price: Price, action: CatalogAction | undefined, estimate: Usage): boolean {
  const limited = action?.limits.some(({ measure }) => measure === 'tokens') ?? false;
  const input = limited || price.inputMicrosPerMillion > 0n;
  const output = limited || price.outputMicrosPerMillion > 0n;
  return (input && estimate.inputTokens === null) || (output && estimate.outputTokens === null);
}

interface At {
  readonly state: AccountState;
  readonly now: Timestamp;
}

function limitHolds(
  action: CatalogAction | undefined,
  { state, now, estimate }: At & { estimate: Usage },
): readonly LimitHold[] {
  return (action?.limits ?? []).map((limit) => {
    const count = countLimit(state.windows, limit.name, limit.kind, now);
    return {
      limit: limit.name,
      limitKind: limit.kind.name,
      measure: limit.measure,
      window: limit.kind.windowOf(now),
      units: measuredUnits(limit.measure, estimate),
      limitValue: limit.valueFor(state.tier),
      source: 'tier',
      enforced: limit.active,
      usedBefore: count.usedUnits,
      heldBefore: count.heldUnits,
    };
  });
}

/** A limit fits when used + held + quantity ≤ limit. */
function firstExceeded(
  holds: readonly LimitHold[],
  catalog: Catalog,
  { state, now }: At,
): Refusal<'limit-reached'> | undefined {
  const exceeded = holds.find(
    ({ enforced, limitValue, usedBefore, heldBefore, units }) =>
      enforced && limitValue !== UNLIMITED && usedBefore + heldBefore + units > limitValue,
  );
  if (!exceeded) return undefined;
  const limit = catalog.limits.find(({ name }) => name === exceeded.limit) as CatalogLimit;
  const count = countLimit(state.windows, limit.name, limit.kind, now);
  const { limitValue, units } = exceeded;
  return refuse('limit-reached', {
    limitType: limit.name,
    description: limit.description,
    kind: limit.kind.name,
    current: Number(exceeded.usedBefore + exceeded.heldBefore),
    requested: Number(units),
    limit: Number(limitValue),
    decidedAt: now,
    // More than the whole limit never fits, however long one waits.
    resetAt: units > limitValue ? null : resetOf(limit.kind, { count, limitValue, quantity: units, now }),
  });
}

function insufficientCredits(needed: bigint, available: bigint): Refusal<'insufficient-credits'> {
  return refuse('insufficient-credits', {
    needed: formatCredits(needed),
    available: formatCredits(available),
  });
}
