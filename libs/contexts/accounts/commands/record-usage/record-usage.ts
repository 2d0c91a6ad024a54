import { accept, acceptAfter, noEffect } from '@ledgerline/kernel';
import { FREE_OF_CHARGE } from '@ledgerline/contexts/catalog';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, Attributes, CountedUnits, LimitHold, Usage } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { termsOf } from '../../domain/act-terms';
import { evolveAccount } from '../../domain/evolve';
import { fundsFor } from '../../domain/funds';
import { firstExceeded, limitHolds } from '../../domain/limit-demand';
import { chargedShares } from '../../domain/lots';

export interface RecordUsage {
  readonly action: string;
  readonly status: 'success' | 'failed' | 'cancelled';
  readonly actorUserId: string | null;
  readonly subtype: string | null;
  readonly model: string | null;
  readonly service: string | null;
  readonly project: string | null;
  readonly usage: Usage;
  readonly durationMs: number | null;
  readonly errorCode: string | null;
  readonly sealed: string | null;
  readonly attributes: Attributes;
  readonly virtualCostUsdMicros: bigint | null;
}

/** Something done already: what succeeded counts and is charged at once, or is refused; the rest is told. */
export function recordUsage(
  command: RecordUsage,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, policy: catalog } = context;
  const blocked = unusable(state, 'open');
  if (blocked) return blocked;
  if (!catalog.environment.trackingEnabled) return noEffect('usage-tracking-disabled');
  if (command.status !== 'success') return accept(unsuccessful(command, state, context));
  const terms = termsOf(command, catalog, 'done');
  if (terms.kind === 'refused') return terms;
  // A slot is for what runs; what is recorded has ended.
  const counted = (terms.action?.limits ?? []).filter(({ kind }) => !kind.endsWithHold);
  const limits = limitHolds(counted, terms.demand, { state, now });
  const exceeded = firstExceeded(limits, catalog, { state, now });
  if (exceeded) return exceeded;
  const funds = fundsFor(terms.creditMicros, state, context);
  if (funds.kind === 'refused') return funds;

  const funded = funds.drawn.reduce<AccountState>(evolveAccount, state);
  return acceptAfter<AccountEvent>(funds.drawn, {
    type: 'UsageRecorded',
    data: {
      action: command.action,
      status: command.status,
      actorUserId: command.actorUserId,
      model: command.model,
      service: command.service,
      project: command.project,
      durationMs: command.durationMs,
      errorCode: command.errorCode,
      sealed: command.sealed,
      attributes: command.attributes,
      usageId: context.newId,
      subtype: terms.subtype,
      usage: terms.usage,
      virtualCostUsdMicros: terms.providerMicros,
      price: terms.price,
      knownAction: terms.action !== undefined,
      costMicros: terms.creditMicros,
      charged: chargedShares(funded.lots, funds.shares),
      limits: limits.map(counting),
      recordedAt: now,
      tier: state.tier,
      catalogVersion: catalog.version,
      after: {
        balanceMicros: funded.balanceMicros - terms.creditMicros,
        heldMicros: state.heldMicros,
      },
    },
  });
}

/** What failed or was cancelled takes nothing. */
function unsuccessful(
  command: RecordUsage,
  state: AccountState,
  { now, policy: catalog, newId }: AccountContext,
): AccountEvent {
  const action = catalog.action(command.action);
  return {
    type: 'UsageRecorded',
    data: {
      ...command,
      usageId: newId,
      subtype: command.subtype ?? action?.defaultSubtype ?? null,
      ...{
        price: FREE_OF_CHARGE,
        knownAction: action !== undefined,
        costMicros: 0n,
        charged: [],
        limits: [],
      },
      ...{ recordedAt: now, tier: state.tier, catalogVersion: catalog.version },
      after: { balanceMicros: state.balanceMicros, heldMicros: state.heldMicros },
    },
  };
}

/** Field by field: spreading parts together takes longer than everything else about a limit. */
function counting(hold: LimitHold): CountedUnits {
  return {
    limit: hold.limit,
    limitKind: hold.limitKind,
    member: hold.member,
    window: hold.window,
    limitValue: hold.limitValue,
    source: hold.source,
    enforced: hold.enforced,
    usedBefore: hold.usedBefore,
    heldBefore: hold.heldBefore,
    heldUnits: 0n,
    usedUnits: hold.units,
  };
}
