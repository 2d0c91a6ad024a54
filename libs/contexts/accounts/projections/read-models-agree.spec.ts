import * as fc from 'fast-check';
import { nextUtcMidnight } from '@ledgerline/kernel';
import { foldInMemory, Projection } from '@ledgerline/platform/projections';
import { accountBalances } from './account-balances/account-balances';
import { accountLots } from './account-lots/account-lots';
import { accountStatement } from './account-statement/account-statement';
import { generations } from './generations/generations';
import { limitHold } from './given-facts';
import { GivenHistory } from './given-history';
import { ledgerTotals } from './ledger-totals/ledger-totals';
import { quotaUsage } from './quota-usage/quota-usage';
import { usageDaily } from './usage-daily/usage-daily';
import { usageTotals } from './usage-totals/usage-totals';

const ACCOUNTS = ['acme', 'other'];

interface Step {
  readonly verb: 'grant' | 'request' | 'complete' | 'late' | 'fail' | 'cancel' | 'refuse' | 'sweep';
  readonly account: number;
  readonly pick: number;
  readonly micros: number;
  readonly waitSeconds: number;
}

const steps = fc.array(
  fc.record<Step>({
    verb: fc.constantFrom(
      'grant',
      'request',
      'request',
      'complete',
      'late',
      'fail',
      'cancel',
      'refuse',
      'sweep',
    ),
    account: fc.nat(ACCOUNTS.length - 1),
    pick: fc.nat(5),
    micros: fc.integer({ min: 1, max: 30_000_000 }),
    waitSeconds: fc.constantFrom(0, 0, 1, 400, 1000, 43_200),
  }),
  { maxLength: 60 },
);

/** A random life of two accounts around a month's end: everything an account can record happens in it. */
function lived(plan: readonly Step[]): GivenHistory {
  const history = new GivenHistory('2026-11-30T20:00:00.000Z');
  ACCOUNTS.forEach((account) => history.open(account).grant(account, 'first', { credits: 25n }));
  plan.forEach((step, index) => act(history, step, String(index)));
  return history;
}

function act(history: GivenHistory, { verb, account, pick, micros, waitSeconds }: Step, id: string): void {
  const accountId = ACCOUNTS[account]!;
  const costMicros = BigInt(micros);
  history.after(waitSeconds).settle(accountId);
  const open = [...history.stateOf(accountId).holds.keys()].sort();
  const generationId = open[pick % Math.max(1, open.length)];
  if (verb === 'grant')
    history.grant(accountId, id, { amountMicros: costMicros, priority: pick, ...expiry(history, pick) });
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

function sum<Row>(rows: readonly Row[], figure: (row: Row) => bigint): bigint {
  return rows.reduce((total, row) => total + figure(row), 0n);
}

function eachHistory(
  claim: (
    rowsOf: <R extends object>(p: Projection<R>, account?: string) => readonly R[],
    history: GivenHistory,
  ) => void,
) {
  fc.assert(
    fc.property(steps, (plan) => {
      const history = lived(plan);
      claim((projection, account) => {
        const rows = foldInMemory(projection, history.events);
        return account ? rows.filter((row) => (row as { account_id?: string }).account_id === account) : rows;
      }, history);
    }),
    { numRuns: 150 },
  );
}

describe('the read models of a random history', () => {
  it('agree on balance and held credits, and with the state that decides', () => {
    eachHistory((rowsOf, history) => {
      for (const account of ACCOUNTS) {
        const [balance] = rowsOf(accountBalances, account);
        const lots = rowsOf(accountLots, account);
        const state = history.stateOf(account);
        expect(balance!.balance_micros).toBe(sum(lots, (lot) => lot.remaining_micros));
        expect(balance!.held_micros).toBe(sum(lots, (lot) => lot.held_micros));
        expect(balance).toMatchObject({ balance_micros: state.balanceMicros, held_micros: state.heldMicros });
        const open = lots.filter((lot) => lot.closed_at === null);
        expect(open.map((lot) => [lot.lot_id, lot.remaining_micros, lot.held_micros]).sort()).toEqual(
          state.lots.map((lot) => [lot.lotId, lot.remainingMicros, lot.heldMicros]).sort(),
        );
      }
    });
  });

  it('have a statement whose movements add up to the balance, entry by entry', () => {
    eachHistory((rowsOf) => {
      for (const account of ACCOUNTS) {
        let running = 0n;
        for (const entry of rowsOf(accountStatement, account)) {
          running += entry.amount_micros;
          expect(entry.balance_after_micros).toBe(running);
        }
        expect(running).toBe(rowsOf(accountBalances, account)[0]!.balance_micros);
      }
    });
  });

  it('have lots in which granted = remaining + spent + expired', () => {
    eachHistory((rowsOf) => {
      for (const lot of rowsOf(accountLots)) {
        expect(lot.amount_micros).toBe(lot.remaining_micros + lot.spent_micros + lot.expired_micros);
      }
    });
  });

  it('count the same generations, whoever counts', () => {
    eachHistory((rowsOf) => {
      const all = rowsOf(generations);
      const usage = rowsOf(usageDaily);
      const inState = (state: string) => BigInt(all.filter((row) => row.state === state).length);
      for (const counted of [usage, rowsOf(usageTotals)]) {
        expect(sum<(typeof usage)[number] | { requested: bigint }>(counted, (row) => row.requested)).toBe(
          BigInt(all.length),
        );
      }
      expect(sum(usage, (row) => row.completed)).toBe(inState('COMPLETED'));
      expect(sum(usage, (row) => row.failed)).toBe(inState('FAILED'));
      expect(sum(usage, (row) => row.cancelled)).toBe(inState('CANCELLED'));
      expect(sum(usage, (row) => row.expired)).toBe(inState('EXPIRED'));
      expect(sum(usage, (row) => row.credits_micros)).toBe(sum(all, (row) => row.charged_micros));
      expect(sum(rowsOf(accountBalances), (row) => row.open_generations)).toBe(inState('PENDING'));
    });
  });

  it('hold one unit of each limit per open generation, and use one per completed one', () => {
    eachHistory((rowsOf) => {
      const windows = rowsOf(quotaUsage);
      const all = rowsOf(generations);
      const pending = BigInt(all.filter((row) => row.state === 'PENDING').length);
      const completed = BigInt(all.filter((row) => row.state === 'COMPLETED').length);
      for (const limit of ['daily', 'hourly', 'slots']) {
        const ofLimit = windows.filter((row) => row.limit_name === limit);
        expect(sum(ofLimit, (row) => row.held_units)).toBe(pending);
        expect(sum(ofLimit, (row) => row.used_units)).toBe(limit === 'slots' ? 0n : completed);
      }
    });
  });

  it('have a ledger total that is the sum of all accounts', () => {
    eachHistory((rowsOf) => {
      const [total] = rowsOf(ledgerTotals);
      const accounts = rowsOf(accountBalances);
      expect(total).toMatchObject({
        accounts: BigInt(accounts.length),
        granted_micros: sum(accounts, (row) => row.earned_micros),
        balance_micros: sum(accounts, (row) => row.balance_micros),
        held_micros: sum(accounts, (row) => row.held_micros),
        spent_micros: sum(accounts, (row) => row.spent_micros),
        expired_micros: sum(accounts, (row) => row.expired_micros),
        shortfall_micros: sum(accounts, (row) => row.shortfall_micros),
        open_holds: sum(accounts, (row) => row.open_generations),
        refused: sum(accounts, (row) => row.refused_total),
      });
    });
  });
});
