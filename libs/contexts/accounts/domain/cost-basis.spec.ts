import fc from 'fast-check';
import { AnAccount } from '../testing/an-account';
import { POLICY_CATALOG } from '../testing/policy-catalog';
import { PurchaseAmount } from './account-events';

const PAID = 999n;
const step = fc.record({
  kind: fc.constantFrom('record', 'request', 'complete', 'fail', 'refund', 'adjust'),
  quantity: fc.integer({ min: 1, max: 9 }),
});

/** What was paid for the one lot, wherever its credits went: spent, taken away or still there. */
function paidIn(account: AnAccount): bigint {
  const minor = (cost: PurchaseAmount | null) => cost?.amountMinor ?? 0n;
  const left = account.scenario.state.lots.reduce((sum, { cost }) => sum + minor(cost), 0n);
  return account.scenario.history.reduce((sum, { type, data }) => {
    if (type === 'CreditsGranted' && data.creditType === 'REFUND') return sum - minor(data.purchaseAmount);
    if ('charged' in data) return sum + data.charged.reduce((part, { cost }) => part + minor(cost), 0n);
    if ('shares' in data) return sum + data.shares.reduce((part, { cost }) => part + minor(cost), 0n);
    return 'cost' in data ? sum + minor(data.cost) : sum;
  }, left);
}

describe('what was paid for a lot', () => {
  it('goes with its credits, part by part, and no part of it is ever lost or made up', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const account = AnAccount.opened('plain', POLICY_CATALOG);
        account.grant('70.000001', { purchaseAmount: { amountMinor: PAID, currency: 'USD' } });
        steps.forEach(({ kind, quantity }, i) => {
          const open = account.openGenerations[0] ?? 'none';
          if (kind === 'record') account.record('photo', { quantity });
          if (kind === 'request') account.request(`g${i}`, 'photo', { quantity });
          if (kind === 'complete') account.complete(open, { quantity });
          if (kind === 'fail') account.fail(open);
          if (kind === 'refund') account.refund(`g${i - quantity}`, `r${i}`, '0.7');
          if (kind === 'adjust') account.adjust('-0.333333');
          expect(paidIn(account)).toBe(PAID);
        });
      }),
      { numRuns: 150 },
    );
  });
});
