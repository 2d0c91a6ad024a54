import * as fc from 'fast-check';
import { foldInMemory, Projection } from '@ledgerline/platform/projections';
import { accountBalances } from './account-balances/account-balances';
import { accountLots } from './account-lots/account-lots';
import { accountStatement } from './account-statement/account-statement';
import { generations } from './generations/generations';
import { GivenHistory } from './given-history';
import { ACCOUNTS, lived, steps } from '../testing/given-lives';
import { ledgerTotals } from './ledger-totals/ledger-totals';
import { quotaUsage } from './quota-usage/quota-usage';
import { usageDaily } from './usage-daily/usage-daily';
import { usageTotals } from './usage-totals/usage-totals';

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

  it('have lots in which granted = remaining + spent + expired + voided + moved', () => {
    eachHistory((rowsOf) => {
      for (const lot of rowsOf(accountLots)) {
        const left = lot.remaining_micros + lot.voided_micros + lot.moved_micros;
        expect(lot.amount_micros).toBe(left + lot.spent_micros + lot.expired_micros);
      }
    });
  });

  it('count the same generations, whoever counts', () => {
    eachHistory((rowsOf, { events }) => {
      const all = rowsOf(generations);
      const usage = rowsOf(usageDaily);
      const used = events.flatMap((event) => (event.type === 'UsageRecorded' ? [event.data] : []));
      const usedAs = (status: string) => BigInt(used.filter((data) => data.status === status).length);
      const inState = (state: string) => BigInt(all.filter((row) => row.state === state).length);
      for (const counted of [usage, rowsOf(usageTotals)]) {
        expect(sum<(typeof usage)[number] | { requested: bigint }>(counted, (row) => row.requested)).toBe(
          BigInt(all.length + used.length),
        );
      }
      expect(sum(usage, (row) => row.completed)).toBe(inState('COMPLETED') + usedAs('success'));
      expect(sum(usage, (row) => row.failed)).toBe(inState('FAILED') + usedAs('failed'));
      expect(sum(usage, (row) => row.cancelled)).toBe(inState('CANCELLED'));
      expect(sum(usage, (row) => row.expired)).toBe(inState('EXPIRED'));
      expect(sum(usage, (row) => row.credits_micros)).toBe(
        sum(all, (row) => row.charged_micros) + sum(used, ({ costMicros }) => costMicros),
      );
      expect(sum(rowsOf(accountBalances), (row) => row.open_generations)).toBe(inState('PENDING'));
    });
  });

  it('hold one unit of each limit per open generation, and use one per completed one', () => {
    eachHistory((rowsOf) => {
      const windows = rowsOf(quotaUsage);
      const all = rowsOf(generations).filter(({ action }) => action === 'prompt');
      const pending = BigInt(all.filter((row) => row.state === 'PENDING').length);
      const completed = BigInt(all.filter((row) => row.state === 'COMPLETED').length);
      for (const limit of ['daily', 'hourly', 'slots']) {
        const ofLimit = windows.filter((row) => row.limit_name === limit);
        expect(sum(ofLimit, (row) => row.held_units)).toBe(pending);
        expect(sum(ofLimit, (row) => row.used_units)).toBe(limit === 'slots' ? 0n : completed);
      }
    });
  });

  it('count in every window what the state that decides counts, members and gauges included', () => {
    eachHistory((rowsOf, history) => {
      for (const account of ACCOUNTS) {
        const rows = rowsOf(quotaUsage, account);
        for (const [key, windows] of Object.entries(history.stateOf(account).windows)) {
          for (const { window, usedUnits, heldUnits } of windows) {
            const [limit, member = ''] = key.split('@');
            const row = rows.find((candidate) => {
              const isOf = candidate.limit_name === limit && candidate.member === member;
              return isOf && candidate.window_key === window;
            });
            expect(row).toMatchObject({ used_units: usedUnits, held_units: heldUnits });
          }
        }
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
        voided_micros: sum(accounts, (row) => row.voided_micros),
        overdrawn_micros: sum(accounts, (row) => row.overdrawn_micros),
        shortfall_micros: sum(accounts, (row) => row.shortfall_micros),
        open_holds: sum(accounts, (row) => row.open_generations),
        refused: sum(accounts, (row) => row.refused_total),
      });
    });
  });
});
