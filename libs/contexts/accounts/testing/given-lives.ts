import * as fc from 'fast-check';
import { nextUtcMidnight } from '@ledgerline/kernel';
import { foldInMemory } from '@ledgerline/platform/projections';
import { generations } from '../projections/generations/generations';
import { GivenDecisions } from './given-decisions';
import { limitHold } from '../projections/given-facts';
import { GivenHistory } from '../projections/given-history';

export const ACCOUNTS = ['acme', 'other'];

const VERBS = [
  ...(['grant', 'request', 'request', 'complete', 'late', 'fail', 'cancel', 'refuse', 'sweep'] as const),
  ...(['use', 'debt', 'void', 'adjust', 'refund', 'tier', 'override', 'gauge', 'project'] as const),
  ...(['purchase', 'take-back', 'take-back'] as const),
];

export interface Step {
  readonly verb: (typeof VERBS)[number];
  readonly account: number;
  readonly pick: number;
  readonly micros: number;
  readonly waitSeconds: number;
}

export const steps = fc.array(
  fc.record<Step>({
    verb: fc.constantFrom(...VERBS),
    account: fc.nat(ACCOUNTS.length - 1),
    pick: fc.nat(5),
    micros: fc.integer({ min: 1, max: 30_000_000 }),
    waitSeconds: fc.constantFrom(0, 0, 1, 400, 1000, 43_200),
  }),
  { maxLength: 60 },
);

/** A random life of two accounts around a month's end: everything an account can record happens in it. */
export function lived(plan: readonly Step[]): GivenHistory {
  const history = new GivenHistory('2026-11-30T20:00:00.000Z');
  ACCOUNTS.forEach((account) => history.open(account).grant(account, 'first', { credits: 25n }));
  const decisions = ACCOUNTS.map((account) => new GivenDecisions(history, account));
  plan.forEach((step, index) => {
    history.after(step.waitSeconds).settle(ACCOUNTS[step.account]!);
    decide(decisions[step.account]!, step, String(index));
    act(history, step, String(index));
  });
  ACCOUNTS.forEach((account) => history.settle(account));
  return history;
}

/** What the catalog's policy lets happen: decided by the commands themselves, refusals included. */
function decide(account: GivenDecisions, { verb, pick, micros }: Step, id: string): void {
  const { history, accountId } = account;
  const lots = history.stateOf(accountId).lots;
  if (verb === 'use') account.use('image', { status: pick === 5 ? 'failed' : 'success', actorUserId: 'mia' });
  else if (verb === 'debt') account.request(`debt-${id}`);
  else if (verb === 'void')
    account.voidLot({ lotId: lots[pick % Math.max(1, lots.length)]?.lotId ?? 'none' });
  else if (verb === 'adjust') account.adjust(BigInt(pick > 2 ? micros : -micros) / 4n);
  else if (verb === 'refund') refundOne(account, pick, id);
  else if (verb === 'tier') account.changeTier(pick > 1 ? 'pro' : 'free');
  else if (verb === 'override') account.override('images', String(pick * 3));
  else if (verb === 'purchase') account.purchase(`order-${pick}`, BigInt(micros));
  else if (verb === 'take-back') account.takeBack(`order-${pick}`, BigInt(micros), `refund-${id}`);
  else if (verb === 'gauge') account.gauge('storage', BigInt(pick * 90));
  else if (verb === 'project') account.use('project').removeUsage('projects', BigInt(pick % 2 || 1));
}

function refundOne(account: GivenDecisions, pick: number, id: string): void {
  const { history, accountId } = account;
  const completed = foldInMemory(generations, history.events).filter(
    (row) => row.account_id === accountId && row.state === 'COMPLETED',
  );
  const [one] = completed.slice(pick % Math.max(1, completed.length));
  if (one) account.refund(one.generation_id, pick === 0 ? null : 1_000_000n, `complaint-${id}`);
}

function act(history: GivenHistory, { verb, account, pick, micros }: Step, id: string): void {
  const accountId = ACCOUNTS[account]!;
  const costMicros = BigInt(micros);
  const open = [...history.stateOf(accountId).holds.keys()].sort();
  const generationId = open[pick % Math.max(1, open.length)];
  if (verb === 'grant')
    history.grant(accountId, id, {
      ...{ amountMicros: costMicros, priority: pick, ...expiry(history, pick) },
      rollover: pick === 2 ? { capMicros: 2_000_000n, days: 1 } : null,
    });
  else if (verb === 'request') history.request(accountId, id, { costMicros, limits: limitsAt(history) });
  else if (verb === 'refuse') history.refuse(accountId, 'limit-reached', { action: 'prompt' });
  else if (verb === 'late') completeExpired(history, accountId, costMicros);
  else if (generationId === undefined) return;
  else if (verb === 'complete') history.complete(accountId, generationId, { costMicros, inputTokens: pick });
  else if (verb === 'fail') history.fail(accountId, generationId);
  else if (verb === 'cancel') history.cancel(accountId, generationId);
}

function expiry(history: GivenHistory, pick: number) {
  const expiresAt =
    pick < 3 ? new Date(Date.parse(history.now) + 3_600_000 * (pick + 1)).toISOString() : null;
  return pick === 5 ? { expiresAt, effectiveAt: nextUtcMidnight(history.now) } : { expiresAt };
}

function limitsAt({ now }: GivenHistory) {
  return [
    limitHold('daily', 'calendar-day', now),
    limitHold('hourly', 'rolling', now),
    limitHold('slots', 'concurrent', now),
  ];
}

function completeExpired(history: GivenHistory, accountId: string, costMicros: bigint): void {
  const expired = foldInMemory(generations, history.events).find(
    (row) => row.account_id === accountId && row.state === 'EXPIRED',
  );
  if (expired) history.completeLate(accountId, expired.generation_id, { costMicros });
}
