import fc from 'fast-check';
import { formatCredits } from '@ledgerline/kernel';
import { AnAccount } from '../../testing/an-account';
import { LotLedger } from '../../testing/lot-ledger';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

/*
 * What holds for one order through any order of grant, spends, holds, their ends, refunds and lapses. An
 * image costs 10 credits; nothing is free in the tier.
 */

const GRANTED = 100n;
type Step =
  | { readonly kind: 'refund'; readonly credits: number }
  | { readonly kind: 'use' | 'hold' | 'complete' | 'fail' | 'lapse' | 'other grant' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), credits: fc.constantFrom(1, 20, 33, 100, 0.000001) }),
  fc.record({ kind: fc.constantFrom('use', 'hold', 'hold', 'complete', 'fail', 'lapse', 'other grant') }),
);
const steps = fc.array(step, { maxLength: 25 });

function lived(plan: readonly Step[], { grantAt }: { readonly grantAt: number }) {
  const account = AnAccount.opened('plain', POLICY_CATALOG);
  const running: string[] = [];
  let refunded = 0n;
  const grant = () =>
    account.purchase('o', String(GRANTED), {
      purchaseAmount: { amountMinor: 997n, currency: 'EUR' },
      expiresAt: '2026-11-21T12:00:00.000Z',
    });
  plan.forEach(({ kind, ...more }, i) => {
    if (i === grantAt) grant();
    if (kind === 'use') account.record('image');
    if (kind === 'hold' && account.request(`g${i}`, 'image').outcome === 'accepted') running.push(`g${i}`);
    if (kind === 'complete' && running.length > 0) account.complete(running.shift()!);
    if (kind === 'fail' && running.length > 0) account.fail(running.pop()!);
    if (kind === 'lapse') account.after(3_000);
    if (kind === 'other grant') account.grant('7', { expiresAt: '2026-11-21T11:00:00.000Z' });
    if (!('credits' in more)) return;
    const told = account.takeBack('o', more.credits.toFixed(6).replace(/\.?0+$/, ''), `r${i}`);
    for (const { type, data } of told.events) if (type === 'PurchaseRefunded') refunded += data.amountMicros;
  });
  if (grantAt >= plan.length) grant();
  account.after(86_400).scenario.settle();
  const ledger = new LotLedger(account.scenario.history);
  return { account, ledger, refunded: refunded < GRANTED * 1_000_000n ? refunded : GRANTED * 1_000_000n };
}

describe('a purchase through any history', () => {
  it('is taken, spent, lapsed or there, to the micro; what was refunded and not taken is owed', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 26 }), (plan, grantAt) => {
        const { account, ledger, refunded } = lived(plan, { grantAt });
        const { state, history } = account.scenario;
        const taken = history.reduce((sum, { type, data }) => {
          if (type !== 'CreditsTakenBack' && type !== 'HeldCreditsTakenBack') return sum;
          return sum + data.amountMicros;
        }, 0n);
        expect(ledger.granted).toBe(taken + ledger.spent + ledger.expired + state.balanceMicros);
        expect(ledger.voided).toBe(taken);
        expect(state.refundsOwedMicros).toBe(refunded - taken);
        expect(state.takeBacks).toEqual([]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('loses exactly what was paid for it, cent by cent', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 26 }), (plan, grantAt) => {
        const { account } = lived(plan, { grantAt });
        const costs = account.scenario.history.flatMap(({ data }) => [
          ...('shares' in data ? data.shares : []),
          ...('charged' in data ? data.charged : []),
          ...('cost' in data ? [data] : []),
        ]);
        const gone = costs.reduce((sum, { cost }) => sum + (cost?.amountMinor ?? 0n), 0n);
        const left = account.scenario.state.lots.reduce(
          (sum, { cost }) => sum + (cost?.amountMinor ?? 0n),
          0n,
        );
        expect(gone + left).toBe(997n);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('and its refunds end with the same credits gone, whichever of them comes first', () => {
    const refunds = fc.array(fc.constantFrom(1, 20, 33.5, 60, 100), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(refunds, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (credits, one, other) => {
        const plan = credits.map((amount): Step => ({ kind: 'refund', credits: amount }));
        const ends = [one, other].map((grantAt) => {
          const account = AnAccount.opened('plain', POLICY_CATALOG);
          plan.forEach((refund, i) => {
            if (i === grantAt) account.purchase('o', String(GRANTED));
            if ('credits' in refund) account.takeBack('o', String(refund.credits), `r${i}`);
          });
          if (grantAt >= plan.length) account.purchase('o', String(GRANTED));
          return [account.credits.balance, account.owed];
        });
        expect(ends[0]).toEqual(ends[1]);
        const asked = credits.reduce((sum, amount) => sum + BigInt(amount * 1_000_000), 0n);
        const left = GRANTED * 1_000_000n - asked;
        expect(ends[0]).toEqual([formatCredits(left > 0n ? left : 0n), '0']);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
