import type { AccountRow, Lot, StatementEntry } from '../../../apps/admin/src/api/contract';
import { at, DAY_MS, decimal, HOUR_MS, MINUTE_MS, positionText, seeded } from './figures';

const TIERS = ['free', 'pro', 'free', 'team', 'free', 'enterprise'] as const;
const ACCOUNTS = 137;
/** More digits than a floating point number keeps. */
const LARGE = '9876543210123.456789';

export function accounts(nowMs: number): AccountRow[] {
  const chance = seeded(7);
  return Array.from({ length: ACCOUNTS }, (_, index) => accountRow(nowMs, index, chance));
}

function accountRow(nowMs: number, index: number, chance: () => number): AccountRow {
  const workspace = index % 5 === 3;
  const name = `${workspace ? 'workspace' : 'user'}-${String(index + 1).padStart(4, '0')}`;
  const closed = index % 29 === 28;
  const available = Math.round(chance() * 40_000) / 8;
  const held = index % 4 === 0 ? 10 : 0;
  const spent = Math.round(chance() * 90_000) / 4;
  return {
    accountId: name,
    ownerKind: workspace ? 'workspace' : 'user',
    ownerId: name,
    tier: TIERS[index % TIERS.length]!,
    plan: index % 6 === 1 ? 'individual_pro' : null,
    status: closed ? 'closed' : 'open',
    balance: index === 2 ? LARGE : decimal(available + held),
    available: index === 2 ? LARGE : decimal(available),
    held: decimal(held),
    pending: index === 1 ? '500' : '0',
    lifetimeEarned: decimal(available + held + spent + 90),
    purchased: decimal(Math.round(spent / 2)),
    spent: decimal(spent),
    expired: '90',
    voided: index === 0 ? '12.5' : '0',
    overdrawn: '0',
    owed: index === 0 ? '3.5' : '0',
    computeThisMonthUsd: '4.123',
    lastRefillAt: at(nowMs, 5 * HOUR_MS),
    lastReset: at(nowMs, 20 * DAY_MS),
    nextReset: at(nowMs, -10 * DAY_MS),
    refillDue: index === 0 ? '100' : '0',
    shortfall: '0',
    refusedTotal: index % 3,
    openGenerations: held > 0 ? 1 : 0,
    generationsTotal: Math.round(spent / 10),
    openedAt: at(nowMs, (200 - index) * DAY_MS),
    closedAt: closed ? at(nowMs, 3 * DAY_MS) : null,
    lastActivityAt: at(nowMs, index * index * 7 * MINUTE_MS + 20_000),
  };
}

/** One of each state, in the order in which they burn. */
export function lots(nowMs: number): Lot[] {
  const refill = lot(nowMs, ['lot-refill', 'DAILY_REFILL', 10, '100']);
  const trial = lot(nowMs, ['lot-trial', 'TRIAL_GRANT', 20, '10']);
  const bonus = lot(nowMs, ['lot-bonus', 'BONUS', 40, '500']);
  const purchase = lot(nowMs, ['lot-purchase', 'PURCHASE', 50, '1234567.891234']);
  const lapsed = lot(nowMs, ['lot-old', 'DAILY_REFILL', 10, '100']);
  const inDays = (days: number) => at(nowMs, -days * DAY_MS);
  return [
    { ...refill, remaining: '60', held: '10', spent: '30', expiresAt: inDays(0.4) },
    { ...trial, remaining: '0', spent: '10', state: 'spent', reason: 'Welcome', grantedAt: inDays(-40) },
    { ...bonus, state: 'pending', effectiveAt: inDays(3), expiresAt: inDays(33), reason: 'Autumn campaign' },
    {
      ...{ ...purchase, reason: 'Order 2026-1189', reference: 'payment-71' },
      ...{ cost: { amount: '999.00', currency: 'USD' }, owed: '3.5' },
    },
    {
      ...bonus,
      lotId: 'lot-void',
      remaining: '0',
      voided: '500',
      state: 'void',
      voidReason: 'Given by mistake',
    },
    { ...lapsed, remaining: '0', spent: '10', expired: '90', state: 'lapsed', expiresAt: inDays(-0.6) },
  ];
}

function lot(
  nowMs: number,
  [lotId, creditType, priority, amount]: readonly [string, string, number, string],
): Lot {
  return {
    ...{ lotId, creditType, priority, amount, remaining: amount },
    ...{ held: '0', spent: '0', expired: '0', voided: '0', moved: '0', cost: null },
    ...{ toTakeBack: '0', owed: '0' },
    ...{ state: 'available', voidReason: null },
    effectiveAt: at(nowMs, DAY_MS),
    expiresAt: null,
    reason: null,
    reference: null,
    grantedAt: at(nowMs, DAY_MS),
  };
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
