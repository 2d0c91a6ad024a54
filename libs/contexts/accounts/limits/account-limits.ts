import { Timestamp } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { ACCOUNT_PROBLEMS } from '../account-problems';
import { RequestGeneration, requestGeneration } from '../commands/request-generation/request-generation';
import { AccountDecision } from '../domain/account-decision';
import { AccountState } from '../domain/account-state';
import { LimitSummary, limitSummary } from '../domain/account-summary';
import { evolveAccount } from '../domain/evolve';
import { LimitInForce, limitInForce, memberLimitInForce } from '../domain/limit-demand';
import { settleAccount } from '../domain/settle';
import { limitUseSentence, waitSentence } from '../sentences';

/** What an account, or one of its members, may do right now: as the next decision would see it. */
export interface AccountLimits {
  readonly accountId: string;
  readonly status: AccountState['status'];
  readonly tier: string;
  /** Whose own limit values come before the tier's; null: none. */
  readonly plan: string | null;
  /** Whose parts are shown, and who is asked about in `actions`; null: the account as a whole. */
  readonly member: string | null;
  /** False where this process counts and refuses nothing for a limit. */
  readonly enforced: boolean;
  readonly limits: readonly LimitAllowance[];
  readonly actions: readonly ActionAllowance[];
}

/** Figures are numbers for counts and tokens, decimal texts for credits and cost (US dollars). */
export type LimitAllowance = Omit<LimitSummary, 'limit' | 'value'> & {
  readonly name: string;
  /** The window of a request made now. */
  readonly window: string;
  /** Null is unlimited. */
  readonly limit: LimitSummary['value'];
  /** Whether one more would pass this limit. */
  readonly allowed: boolean;
  /** How far it is used, as a sentence for people. */
  readonly says: string;
  /** When there is room again, as a sentence; empty where nothing has to be waited for. */
  readonly wait: string;
};

export interface ActionAllowance {
  readonly action: string;
  readonly allowed: boolean;
  /** The refusal one more would meet; null when it would be accepted. */
  readonly reason: string | null;
  /** The same as a sentence for people. */
  readonly why: string | null;
  readonly figures: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly catalog: Catalog;
  readonly now: Timestamp;
  readonly member: string | null;
}

/** The decision's own view: time is settled in thought, and each action is decided without being recorded. */
export function accountLimits(state: AccountState, asked: Asked): AccountLimits {
  const { catalog, now, member } = asked;
  const caused = settleAccount(state, now, { context: catalog, before: 'decision' });
  const settled = caused.reduce(evolveAccount, state);
  const { accountId, status, tier, plan } = settled;
  const { limitsEnforced, trackingEnabled } = catalog.environment;
  return {
    ...{ accountId, status, tier, plan, member },
    enforced: limitsEnforced && trackingEnabled,
    limits: limitsFor(settled, asked).map((inForce) => limitAllowance(inForce, settled, now)),
    actions: catalog.document.actions.map(({ name }) => actionAllowance(name, settled, asked)),
  };
}

/** The account's limits, each followed by the member's own part where there is one. */
function limitsFor(state: AccountState, { catalog, now, member }: Asked): readonly LimitInForce[] {
  return catalog.limits.flatMap((limit) => {
    const own = member === null ? undefined : memberLimitInForce(limit, member, state, now);
    return [limitInForce(limit, state, now), ...(own ? [own] : [])];
  });
}

function limitAllowance(inForce: LimitInForce, state: AccountState, now: Timestamp): LimitAllowance {
  const { limit: name, value, ...summary } = limitSummary(inForce, state, now);
  const { remaining, enforced } = summary;
  const allowed = !enforced || remaining === null || Number(remaining) > 0;
  return {
    ...{ name, window: inForce.limit.kind.windowOf(now, inForce.terms), ...summary, limit: value, allowed },
    says: limitUseSentence({ ...summary, value }),
    wait: waitSentence({ ...summary, now }),
  };
}

/**
 * One unit of the action, at the catalog's own bound. Where a caller has to tell a model or a bound, the
 * question is whether it may start at all: with a model that has a price, and hardly any tokens.
 */
function actionAllowance(action: string, state: AccountState, asked: Asked): ActionAllowance {
  const unasked = decideOne({ action, model: null, tokens: null }, state, asked);
  const model = isFor(unasked, 'unpriced-model') ? aPricedModel(action, asked.catalog) : null;
  const named = model === null ? unasked : decideOne({ action, model, tokens: null }, state, asked);
  const needsEstimate = isFor(named, 'estimate-required');
  const decision = needsEstimate ? decideOne({ action, model, tokens: 0 }, state, asked) : named;
  if (decision.kind !== 'refused') return { action, allowed: true, reason: null, why: null, figures: {} };
  const { reason, figures } = decision;
  return { action, allowed: false, reason, why: sentenceOf(reason, figures), figures };
}

function isFor(decision: AccountDecision, reason: string): boolean {
  return decision.kind === 'refused' && decision.reason === reason;
}

function aPricedModel(action: string, catalog: Catalog): string | null {
  const price = catalog.document.actions.find(({ name }) => name === action)?.price;
  return price?.kind === 'tokens' ? (Object.keys(price.models)[0] ?? null) : null;
}

function decideOne(
  { action, model, tokens }: { action: string; model: string | null; tokens: number | null },
  state: AccountState,
  { catalog, now, member }: Asked,
): AccountDecision {
  const estimate = { quantity: 1, inputTokens: tokens, outputTokens: tokens };
  const command = { ...ONE_MORE, action, model, actorUserId: member, estimate };
  const context = { now, policy: catalog, newId: 'dry-run', history: new Map<string, never>() };
  return requestGeneration(command, state, context);
}

const ONE_MORE: Omit<RequestGeneration, 'action' | 'model' | 'actorUserId' | 'estimate'> = {
  generationId: null,
  ...{ operation: null, subtype: null, service: null, project: null, scene: null },
  ...{ payloadHash: '', sealed: null, flags: {}, attributes: {}, timeoutSeconds: 900 },
};

function sentenceOf(reason: string, figures: ActionAllowance['figures']): string {
  const problem = ACCOUNT_PROBLEMS.find(({ code }) => code === reason);
  return problem?.sentence?.(figures) ?? problem?.title ?? reason;
}
