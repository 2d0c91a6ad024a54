import { Timestamp } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { requestGeneration } from '../commands/request-generation/request-generation';
import { AccountState } from '../domain/account-state';
import { accountSummary, LimitSummary } from '../domain/account-summary';
import { evolveAccount } from '../domain/evolve';
import { settleAccount } from '../domain/settle';

/** What an account may do right now, as the next decision would see it. */
export interface AccountLimits {
  readonly accountId: string;
  readonly status: AccountState['status'];
  readonly tier: string;
  readonly enforced: boolean;
  readonly limits: readonly (LimitSummary & { readonly name: string; readonly allowed: boolean })[];
  readonly actions: readonly ActionAllowance[];
}

export interface ActionAllowance {
  readonly action: string;
  readonly allowed: boolean;
  /** The refusal one more would meet; null when it would be accepted. */
  readonly reason: string | null;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** The decision's own view: time is settled in thought, and each action is decided without being recorded. */
export function accountLimits(state: AccountState, catalog: Catalog, now: Timestamp): AccountLimits {
  const settled = settleAccount(state, now, { context: catalog, before: 'decision' }).reduce(
    evolveAccount,
    state,
  );
  const { accountId, status, tier, limits } = accountSummary(settled, catalog, now);
  return {
    accountId,
    status,
    tier,
    enforced: true,
    limits: limits.map((limit) => ({
      name: limit.limit,
      ...limit,
      allowed: !limit.enforced || limit.remaining === null || Number(limit.remaining) > 0,
    })),
    actions: catalog.document.actions.map(({ name }) => allowanceOf(name, settled, catalog, now)),
  };
}

/** One unit of the action; of a token-priced one, whether its limits and the account let it start at all. */
function allowanceOf(action: string, state: AccountState, catalog: Catalog, now: Timestamp): ActionAllowance {
  const unnamed = { operation: null, subtype: null, service: null, model: null, project: null, scene: null };
  const command = {
    ...unnamed,
    ...{
      generationId: null,
      actorUserId: null,
      action,
      payloadHash: '',
      sealed: null,
      flags: {},
      attributes: {},
    },
    estimate: { quantity: 1, inputTokens: 0, outputTokens: 0 },
    timeoutSeconds: 900,
  };
  const context = { now, policy: catalog, newId: 'dry-run', history: new Map<string, never>() };
  const decision = requestGeneration(command, state, context);
  if (decision.kind !== 'refused') return { action, allowed: true, reason: null, figures: {} };
  return { action, allowed: false, reason: decision.reason, figures: decision.figures };
}
