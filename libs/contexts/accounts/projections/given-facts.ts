import { LimitKindName, limitKinds, Timestamp } from '@ledgerline/kernel';
import { LimitHold } from '../domain/account-events';

/** What a caller reports of a finished job, as far as a spec cares. */
export interface Report {
  readonly costMicros?: bigint;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly processingMs?: number;
  readonly virtualCostUsdMicros?: bigint;
}

/** One limit's part of a request, in the window of its time. */
export function limitHold(limit: string, limitKind: LimitKindName, at: Timestamp, units = 1n): LimitHold {
  return {
    limit,
    limitKind,
    member: null,
    measure: 'count',
    window: limitKinds[limitKind].windowOf(at, { durationSeconds: 3600, period: null }),
    units,
    limitValue: 10n,
    source: 'tier',
    enforced: true,
    usedBefore: 0n,
    heldBefore: 0n,
  };
}

export function reportOf({
  inputTokens,
  outputTokens,
  processingMs,
  virtualCostUsdMicros = 12_300n,
}: Report) {
  return {
    outputUri: 'https://files.example/out',
    scene: null,
    usage: { quantity: null, inputTokens: inputTokens ?? null, outputTokens: outputTokens ?? null },
    processingMs: processingMs ?? null,
    attributes: { done: true },
    virtualCostUsdMicros,
  };
}

const NO_LIMITS: LimitHold[] = [];

export const plainGrant = {
  creditType: 'BONUS',
  priority: 40,
  expiresAt: null,
  reason: 'welcome',
  reference: null,
  orderId: null,
  paymentId: null,
  generationId: null,
  actorUserId: null,
  paymentMethod: null,
  purchaseAmount: null,
  rollover: null,
  attributes: {},
  catalogVersion: 1,
} as const;

export const plainRequest = {
  actorUserId: 'mia',
  action: 'prompt',
  operation: 'generate',
  subtype: 'gpt-4o-mini',
  service: 'studio',
  model: 'gpt-4o-mini',
  project: 'p1',
  scene: 's1',
  payloadHash: 'hash',
  sealed: 'sealed-prompt',
  flags: { hasImage: false },
  attributes: { quality: 'high' },
  estimate: { quantity: 1, inputTokens: 100, outputTokens: 200 },
  tier: 'free',
  catalogVersion: 1,
  knownAction: true,
  limits: NO_LIMITS,
  timeoutSeconds: 900,
};
