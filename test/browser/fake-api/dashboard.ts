import type { Dashboard } from '../../../apps/admin/src/api/contract';
import { at, dayOf, decimal, MINUTE_MS, seeded } from './figures';

const ACTIONS = ['chat_assistant', 'image', 'prompt', 'export', 'svg', 'document_analysis'] as const;
const DAYS_MAX = 30;

type Figures = Omit<Dashboard, 'position'>;

/** Figures that agree with one another after `extra` more generations of one credit each. */
export function dashboard(nowMs: number, { days, extra }: { days: number; extra: number }): Figures {
  const usagePerDay = usage(nowMs, extra).filter(({ day }) => day > dayOf(nowMs, days));
  const today = usagePerDay.filter(({ day }) => day === dayOf(nowMs, 0));
  const generationsToday = sum(today.map(({ generations }) => generations));
  return {
    halted: [],
    cards: {
      accounts: 137,
      openAccounts: 133,
      generationsToday,
      creditsSpentToday: decimal(sum(today.map(({ credits }) => Number(credits)))),
      creditsSpentTotal: decimal(481_204.482715 + extra),
      refusedToday: sum(today.map(({ refused }) => refused)),
      openHolds: 9,
      projectionLagEvents: 0,
      projectionLagSeconds: 0,
    },
    usagePerDay,
    topAccounts: Array.from({ length: 10 }, (_, index) => ({
      accountId: `user-${String(index * 3 + 1).padStart(4, '0')}`,
      generations: Math.round(4_200 / (index + 1)),
      credits: decimal(31_802.25 / (index + 1)),
      lastUsedAt: at(nowMs, index * index * 4 * MINUTE_MS + 1_000),
    })),
    errorRates: [
      ['chat_assistant', 'gpt-4o-mini', 18_204, 120, 1_180],
      ['image', 'dall-e-3', 4_100, 61, 8_400],
      ['export', 'mp4', 802, 58, 64_000],
      ['svg', null, 240, 1, 410],
    ].map(([action, subtype, total, failed, meanMs]) => ({
      action: String(action),
      subtype: subtype === null ? null : String(subtype),
      total: Number(total),
      failed: Number(failed),
      ratePercent: Number(((Number(failed) * 100) / Number(total)).toFixed(2)),
      meanMs: Number(meanMs),
    })),
    refusals: [
      { reason: 'limit-reached', count: 1_204 },
      { reason: 'insufficient-credits', count: 611 },
      { reason: 'account-closed', count: 14 },
      { reason: 'too-many-refusals', count: 3 },
    ],
    unknownActions: [{ action: 'promt', requests: 3 }],
    totals: {
      granted: '12500000',
      available: decimal(11_200_000.25 - extra),
      held: '1204.767285',
      spent: decimal(481_204.482715 + extra),
      expired: '817590.5',
      voided: '0',
      overdrawn: '0',
      pending: '0',
      owed: '0',
    },
  };
}

export function emptyDashboard(): Figures {
  const none = '0';
  return {
    halted: [],
    cards: {
      accounts: 0,
      openAccounts: 0,
      generationsToday: 0,
      creditsSpentToday: none,
      creditsSpentTotal: none,
      refusedToday: 0,
      openHolds: 0,
      projectionLagEvents: 0,
      projectionLagSeconds: 0,
    },
    usagePerDay: [],
    topAccounts: [],
    errorRates: [],
    refusals: [],
    unknownActions: [],
    totals: {
      ...{ granted: none, available: none, held: none, spent: none, expired: none },
      ...{ voided: none, overdrawn: none, pending: none, owed: none },
    },
  };
}

function usage(nowMs: number, extra: number): Figures['usagePerDay'] {
  const chance = seeded(11);
  return Array.from({ length: DAYS_MAX }, (_, daysAgo) =>
    ACTIONS.map((action, index) => {
      const weekday = 0.6 + 0.4 * Math.sin((daysAgo * 2 * Math.PI) / 7);
      const generations = Math.round((620 / (index + 1)) * weekday * (0.7 + chance() * 0.6));
      const more = daysAgo === 0 && index === 0 ? extra : 0;
      return {
        day: dayOf(nowMs, daysAgo),
        action,
        generations: generations + more,
        credits: decimal(generations * (index + 0.5) + more),
        refused: Math.round(generations * 0.06),
      };
    }),
  ).flat();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
