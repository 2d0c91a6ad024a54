import { accept, CREDITS_MICROS_MAX, formatCredits, noEffect, refuse } from '@ledgerline/kernel';
import { Catalog, costMicros } from '@ledgerline/contexts/catalog';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { CompletionFacts, GenerationFacts, Usage } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import {
  alreadyResolved,
  expiryOf,
  generationHistory,
  GenerationHistory,
} from '../../domain/generation-history';
import { generationFactsOf } from '../../domain/generation-facts';
import { CompletionReport, lateSettlement, settlementOfHold, usageOf } from '../../domain/resolution';
import { lateCompletionEndsAt } from '../../domain/settle';
import { generationSubject } from '../../domain/subjects';

export interface CompleteGeneration extends CompletionReport {
  readonly generationId: string;
}

/** Charges the actual cost from the hold and gives the rest back; late, from what is available. */
export function completeGeneration(
  command: CompleteGeneration,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, history } = context;
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const hold = state.holds.get(command.generationId);
  if (!hold) {
    const past = generationHistory(history.get(generationSubject(command.generationId)) ?? []);
    return past ? completeResolved(command, state, past, context) : refuse('generation-not-found');
  }

  const report = withCost(command, hold, context.policy);
  const data = settlementOfHold(state, hold, report, now);
  return tooLarge(data) ?? accept({ type: 'GenerationCompleted', data });
}

/** What no account could ever pay was not used: a figure is in another unit, and no sum would hold it. */
function tooLarge({ generationId, costMicros: cost }: GenerationFacts & CompletionFacts) {
  if (cost <= CREDITS_MICROS_MAX) return undefined;
  return refuse('cost-too-large', { generationId, cost: formatCredits(cost) });
}

function completeResolved(
  command: CompleteGeneration,
  state: AccountState,
  past: GenerationHistory,
  { now, policy }: AccountContext,
): AccountDecision {
  const expired = expiryOf(past);
  if (!expired) return completeAgain(command, past);
  const endsAt = lateCompletionEndsAt(expired.deadlineAt);
  if (now > endsAt) {
    const { generationId, deadlineAt } = expired;
    return refuse('generation-expired', { generationId, deadlineAt, lateUntil: endsAt });
  }

  const { requested } = past;
  const { estimate, price, limits } = requested;
  const facts = generationFactsOf(requested);
  const hold = { facts, estimate, price, limits };
  const data = lateSettlement(state, hold, withCost(command, hold, policy), now);
  return tooLarge(data) ?? accept({ type: 'GenerationCompletedLate', data });
}

/** What it cost us: the caller's word, else the catalog's rate for the model. */
function withCost(
  command: CompleteGeneration,
  { facts, estimate }: { readonly facts: GenerationFacts; readonly estimate: Usage },
  catalog: Catalog,
): CompleteGeneration {
  if (command.virtualCostUsdMicros !== null) return command;
  const usage = usageOf(command, estimate);
  return {
    ...command,
    virtualCostUsdMicros: catalog.providerCost(facts.model ?? facts.subtype, usage),
  };
}

/** Completing twice at the same cost changes nothing; at another cost it is refused. */
function completeAgain(command: CompleteGeneration, past: GenerationHistory): AccountDecision {
  const { requested, resolution } = past;
  const completed = 'costMicros' in resolution.data ? resolution.data.costMicros : undefined;
  const asked = costMicros(requested.price, usageOf(command, requested.estimate));
  return completed === asked ? noEffect('already-resolved-so') : alreadyResolved(past, []);
}
