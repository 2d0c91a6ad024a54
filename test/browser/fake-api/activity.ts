import type {
  AccountLimits,
  AuditEntry,
  Generation,
  GenerationState,
  Hold,
  Limit,
} from '../../../apps/admin/src/api/contract';
import { at, DAY_MS, HOUR_MS, MINUTE_MS, positionText } from './figures';

const COMMANDS = ['RequestGeneration', 'CompleteGeneration', 'RequestGeneration', 'GrantCredits'] as const;
const REASONS = ['limit-reached', 'insufficient-credits', 'account-closed'] as const;
const STATES: readonly GenerationState[] = [
  'COMPLETED',
  'COMPLETED',
  'FAILED',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
];

export function holds(nowMs: number): Hold[] {
  return Array.from({ length: 9 }, (_, index) => {
    const ageSeconds = [1_200, 130, 64, 33, 21, 12, 8, 3, 1][index]!;
    return {
      accountId: `user-${String(index * 4 + 1).padStart(4, '0')}`,
      generationId: `1f0c9a52-77aa-4bd1-9c55-0000000${String(4_001 + index)}`,
      action: index % 3 === 0 ? 'export' : 'chat_assistant',
      held: index % 3 === 0 ? '50' : '0.482715',
      ageSeconds,
      deadlineAt: new Date(nowMs + (900 - ageSeconds) * 1_000).toISOString(),
      overdue: ageSeconds > 900,
    };
  });
}

export function generations(nowMs: number, accountId: string): Generation[] {
  return Array.from({ length: 64 }, (_, index) => {
    const state: GenerationState = index < 1 ? 'PENDING' : STATES[index % STATES.length]!;
    const failed = state === 'FAILED';
    const open = state === 'PENDING';
    return {
      generationId: `1f0c9a52-77aa-4bd1-9c55-0000000${String(4_001 - index)}`,
      accountId,
      actorUserId: 'user-0001',
      action: index % 2 === 0 ? 'prompt' : 'image',
      subtype: index % 2 === 0 ? 'gpt-4o-mini' : null,
      model: index % 2 === 0 ? 'gpt-4o-mini' : null,
      promptPreview: 'A lighthouse at dusk, seen from the sea',
      state,
      held: open ? '10' : '0',
      charged: state === 'COMPLETED' ? '10' : open ? null : '0',
      shortfall: '0',
      inputTokens: state === 'COMPLETED' ? 1_204 + index : null,
      outputTokens: state === 'COMPLETED' ? 318 + index : null,
      errorCode: failed ? 'provider-timeout' : null,
      reason: state === 'CANCELLED' ? 'Closed by the user' : null,
      deadlineAt: at(nowMs, index * HOUR_MS - 15 * MINUTE_MS),
      requestedAt: at(nowMs, index * HOUR_MS + 12_000),
      resolvedAt: open ? null : at(nowMs, index * HOUR_MS),
      durationMs: open ? null : 840 + index * 333,
      late: index === 9,
    };
  });
}

export function audit(nowMs: number): AuditEntry[] {
  return Array.from({ length: 120 }, (_, index) => {
    const refused = index % 7 === 5;
    const sequence = 91_000 - index * 3;
    return {
      commandId: `7d0e1c3a-5a64-5c1c-8a0b-${String(sequence).padStart(12, '0')}`,
      at: at(nowMs, index * 41_000 + 2_000),
      actor: index % 11 === 3 ? 'ops-admin' : 'renderer',
      role: index % 11 === 3 ? 'admin' : 'service',
      command: COMMANDS[index % COMMANDS.length]!,
      accountId: `user-${String((index % 40) + 1).padStart(4, '0')}`,
      outcome: refused ? 'refused' : index % 19 === 18 ? 'no-effect' : 'accepted',
      reason: refused ? REASONS[index % REASONS.length]! : null,
      input: { action: 'prompt', estimate: { quantity: 1 }, prompt: '(sealed)' },
      ip: '10.4.0.17',
      system: 'renderer/3.1 undici',
      requestId: `req-${sequence}`,
      position: positionText(sequence),
    };
  });
}

const ACTIONS: AccountLimits['actions'] = [
  { action: 'prompt', allowed: true, reason: null, why: null },
  { action: 'image', allowed: true, reason: null, why: null },
  {
    ...{ action: 'export', allowed: false, reason: 'limit-reached' },
    why: "You've used 3 of 3 exports today. Resets in 3 h 12 m.",
  },
  {
    ...{ action: 'video', allowed: false, reason: 'insufficient-credits' },
    why: 'This needs 50 credits, and 7 are available.',
  },
  { action: 'svg', allowed: true, reason: null, why: null },
];

/** One of each kind: fine, worth a warning, full, unlimited, running, and one that is not enforced. */
export function limits(
  nowMs: number,
  account: { accountId: string; tier: string; plan: string | null; status: string },
) {
  const midnight = Math.ceil((nowMs + 1) / DAY_MS) * DAY_MS;
  const today = new Date(midnight).toISOString();
  const now = new Date(nowMs);
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString();
  const unlimited = account.tier !== 'free';
  const limit = (
    name: string,
    description: string,
    [used, held, value]: readonly [number, number, number | null],
    fields: Partial<Limit> = {},
  ): Limit => ({
    name,
    member: null,
    description,
    kind: 'calendar-day',
    measure: 'count',
    used,
    held,
    limit: value,
    remaining: value === null ? null : Math.max(0, value - used - held),
    allowed: value === null || used + held < value,
    resetAt: today,
    source: 'tier',
    enforced: true,
    window: '2026-11-21',
    says: `${used} ${description} used`,
    wait: 'Resets in 3 h 12 m.',
    ...fields,
  });
  const monthly = { kind: 'calendar-month', resetAt: nextMonth };
  const answer: Omit<AccountLimits, 'position'> = {
    ...account,
    member: null,
    enforced: true,
    limits: [
      limit('prompts_daily', 'prompts today', [3, 1, 10]),
      limit('images_daily', 'images today', [8, 0, 10], { source: 'override' }),
      limit('images_daily', 'images today', [3, 0, 4], { member: 'mia' }),
      limit('exports_daily', 'exports today', [3, 0, 3]),
      limit('images_monthly', 'images this month', [61, 0, 250], monthly),
      limit('tokens_monthly', 'tokens this month', [1_843_201, 8_192, 2_000_000], {
        ...monthly,
        measure: 'tokens',
      }),
      limit('api_calls_period', 'API calls this period', [12_904, 2, null], monthly),
      limit('concurrent_renders', 'renders at the same time', [0, 1, unlimited ? 3 : 2], {
        kind: 'concurrent',
        resetAt: null,
      }),
      limit('projects_total', 'projects', [4, 0, unlimited ? null : 5], { kind: 'lifetime', resetAt: null }),
      limit('web_agent_daily', 'web searches today', [7, 0, 5], { enforced: false }),
    ],
    actions: ACTIONS,
  };
  return answer;
}
