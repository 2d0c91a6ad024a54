import type { AccountRow, Lot, StatementEntry } from '../../../apps/admin/src/api/contract';
import { at, DAY_MS, decimal, HOUR_MS, MINUTE_MS, positionText, seeded } from './figures';

const TIERS = ['free', 'pro', 'free', 'team', 'free', 'enterprise'] as const;
const ACCOUNTS = 137;

export function accounts(nowMs: number): AccountRow[] {
  const chance = seeded(7);
  return Array.from({ length: ACCOUNTS }, (_, index) => accountRow(nowMs, index, chance));
}

function accountRow(nowMs: number, index: number, chance: () => number): AccountRow {
  const workspace = index % 5 === 3;
  const name = `${workspace ? 'workspace' : 'user'}-${String(index + 1).padStart(4, '0')}`;
  const closed = index % 29 === 28;
  const available = index === 2 ? 9_876_543_210.123456 : Math.round(chance() * 40_000) / 8;
  const held = index % 4 === 0 ? 10 : 0;
  const spent = Math.round(chance() * 90_000) / 4;
  return {
    accountId: name,
    ownerKind: workspace ? 'workspace' : 'user',
    ownerId: name,
    tier: TIERS[index % TIERS.length]!,
    status: closed ? 'closed' : 'open',
    balance: index === 2 ? '9876543210.123456' : decimal(available + held),
    available: index === 2 ? '9876543210.123456' : decimal(available),
    held: decimal(index === 2 ? 0 : held),
    pending: index === 1 ? '500' : '0',
    lifetimeEarned: decimal(available + held + spent + 90),
    purchased: decimal(Math.round(spent / 2)),
    spent: decimal(spent),
    expired: '90',
    lastRefillAt: at(nowMs, 5 * HOUR_MS),
    lastReset: null,
    nextReset: null,
    refillDue: index === 0,
    openGenerations: held > 0 ? 1 : 0,
    generationsTotal: Math.round(spent / 10),
    openedAt: at(nowMs, (200 - index) * DAY_MS),
    closedAt: closed ? at(nowMs, 3 * DAY_MS) : null,
    lastActivityAt: at(nowMs, index * index * 7 * MINUTE_MS + 20_000),
  };
}

export function lots(nowMs: number): Lot[] {
  const lot = (fields: Partial<Lot> & Pick<Lot, 'lotId' | 'creditType' | 'priority' | 'amount'>): Lot => ({
    remaining: fields.amount,
    held: '0',
    spent: '0',
    expired: '0',
    effectiveAt: at(nowMs, DAY_MS),
    expiresAt: null,
    state: 'available',
    reason: null,
    reference: null,
    grantedAt: at(nowMs, DAY_MS),
    ...fields,
  });
  return [
    lot({
      lotId: 'lot-refill',
      creditType: 'DAILY_REFILL',
      priority: 10,
      amount: '100',
      remaining: '60',
      held: '10',
      spent: '30',
      expiresAt: at(nowMs, -9 * HOUR_MS),
    }),
    lot({
      lotId: 'lot-purchase',
      creditType: 'PURCHASE',
      priority: 50,
      amount: '1234567.891234',
      reason: 'Order 2026-1189',
      reference: 'payment-71',
    }),
    lot({
      lotId: 'lot-bonus',
      creditType: 'BONUS',
      priority: 40,
      amount: '500',
      state: 'pending',
      effectiveAt: at(nowMs, -3 * DAY_MS),
      expiresAt: at(nowMs, -33 * DAY_MS),
      reason: 'Autumn campaign',
    }),
    lot({
      lotId: 'lot-trial',
      creditType: 'TRIAL_GRANT',
      priority: 20,
      amount: '10',
      remaining: '0',
      spent: '10',
      state: 'spent',
      reason: 'Welcome',
      grantedAt: at(nowMs, 40 * DAY_MS),
    }),
    lot({
      lotId: 'lot-old',
      creditType: 'DAILY_REFILL',
      priority: 10,
      amount: '100',
      remaining: '0',
      spent: '10',
      expired: '90',
      state: 'lapsed',
      expiresAt: at(nowMs, 15 * HOUR_MS),
      grantedAt: at(nowMs, 39 * HOUR_MS),
    }),
  ];
}

const MOVEMENTS = 72;

/** Newest first; amounts and balances agree with one another. */
export function statement(nowMs: number): StatementEntry[] {
  const entries: StatementEntry[] = [];
  let balance = 1_235_127.5;
  for (let index = 0; index < MOVEMENTS; index += 1) {
    const grant = index % 9 === 4;
    const amount = grant ? 100 : index % 9 === 7 ? -2.5 : -10;
    const lapse = index % 31 === 30;
    entries.push({
      entryId: `${positionText(90_000 - index)}.0000`,
      at: at(nowMs, (index * 47 + 3) * MINUTE_MS),
      type: lapse ? 'EXPIRY' : grant ? 'DAILY_REFILL' : 'USAGE',
      amount: decimal(amount),
      balanceAfter: decimal(balance),
      description: lapse ? 'Lapsed at midnight' : grant ? 'Refill of the day' : 'Generation completed',
      reference: grant ? 'refill' : null,
      generationId: grant || lapse ? null : `generation-${String(4_000 - index)}`,
      lotId: 'lot-refill',
      action: grant || lapse ? null : index % 2 === 0 ? 'prompt' : 'image',
      model: grant || lapse ? null : 'gpt-4o-mini',
      actorUserId: 'user-0001',
    });
    balance -= amount;
  }
  return entries;
}
