import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../testing/given-decisions';
import { accountBalances } from './account-balances/account-balances';
import { accountLots } from './account-lots/account-lots';
import { accountStatement } from './account-statement/account-statement';
import { GivenHistory } from './given-history';
import { ledgerTotals } from './ledger-totals/ledger-totals';

/** Of 60 bought credits 10 are spent, 20 held and 30 free when 50 are refunded. */
function refunded() {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme');
  const account = new GivenDecisions(history, 'acme').purchase('o', 60_000_000n);
  account.use('image').request('g1').request('g2').takeBack('o', 50_000_000n, 'refund-1');
  return { history, account };
}

const lotIn = ({ events }: GivenHistory) => foldInMemory(accountLots, events)[0]!;
const balanceIn = ({ events }: GivenHistory) => foldInMemory(accountBalances, events)[0]!;

describe('a refunded purchase', () => {
  it('stands in the statement as REFUND, negative, per lot, with refund and order; a hold’s part later', () => {
    const { history } = refunded();
    history.cancel('acme', 'g1').settle('acme');
    const rows = foldInMemory(accountStatement, history.events).slice(-2);
    expect(rows).toMatchObject([
      {
        ...{ type: 'REFUND', amount_micros: -30_000_000n, balance_after_micros: 20_000_000n },
        ...{ reference: 'refund-1', order_id: 'o', lot_id: 'acme-id-1', description: 'money back' },
      },
      {
        ...{ type: 'REFUND', amount_micros: -10_000_000n, balance_after_micros: 10_000_000n },
        ...{ reference: null, order_id: 'o', lot_id: 'acme-id-1' },
      },
    ]);
  });

  it('shows in its lot what was taken, what is waited for, and what is owed once a job has spent it', () => {
    const { history } = refunded();
    expect(lotIn(history)).toMatchObject({
      ...{ voided_micros: 30_000_000n, take_back_micros: 20_000_000n, owed_micros: 0n },
      ...{ remaining_micros: 20_000_000n, spent_micros: 10_000_000n },
    });
    history.complete('acme', 'g1').settle('acme').cancel('acme', 'g2').settle('acme');
    expect(lotIn(history)).toMatchObject({
      ...{ voided_micros: 40_000_000n, take_back_micros: 0n, owed_micros: 10_000_000n },
      ...{ remaining_micros: 0n, spent_micros: 20_000_000n },
    });
  });

  it('is voided and owed in the account and in all accounts together, and both still add up', () => {
    const { history, account } = refunded();
    history.complete('acme', 'g1').settle('acme').cancel('acme', 'g2').settle('acme');
    account.takeBack('o', 90_000_000n, 'refund-2');
    const figures = { voided_micros: 40_000_000n, owed_micros: 20_000_000n, spent_micros: 20_000_000n };
    expect(balanceIn(history)).toMatchObject({ ...figures, earned_micros: 60_000_000n, balance_micros: 0n });
    expect(foldInMemory(ledgerTotals, history.events)[0]).toMatchObject(figures);
  });

  it('that was refunded before it came is granted, and taken in the same append', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme');
    const account = new GivenDecisions(history, 'acme').takeBack('o', 20_000_000n, 'refund-1');
    expect(foldInMemory(accountStatement, history.events)).toEqual([]);
    account.purchase('o', 60_000_000n);
    const rows = foldInMemory(accountStatement, history.events);
    expect(rows.map((row) => [row.type, row.amount_micros])).toEqual([
      ['PURCHASE', 60_000_000n],
      ['REFUND', -20_000_000n],
    ]);
    expect(balanceIn(history)).toMatchObject({ balance_micros: 40_000_000n, owed_micros: 0n });
  });
});
