import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn } from '../testing/an-account';
import { POLICY_CATALOG, POLICY_DOCUMENT, policyUnder } from '../testing/policy-catalog';

const rich = (catalog = POLICY_CATALOG) => {
  const account = AnAccount.opened('plain', catalog);
  account.grant('1000');
  return account;
};
const held = (account: AnAccount, action: string, given: object) =>
  factIn(account.request('g', action, given), 'GenerationRequested');

describe('the terms of an act', () => {
  it('without an estimate are the catalog’s own bound, where it has one', () => {
    expect(held(rich(), 'bounded_chat', { model: 'small' })).toMatchObject({
      heldMicros: 20_000_000n,
      estimate: { inputTokens: 10, outputTokens: 5 },
    });
  });

  it('with half an estimate are bounded in the other half alone', () => {
    expect(held(rich(), 'bounded_chat', { model: 'small', inputTokens: 2 })).toMatchObject({
      heldMicros: 12_000_000n,
      estimate: { inputTokens: 2, outputTokens: 5 },
    });
  });

  it('without estimate and bound are refused: nothing is ever held at zero because nobody knew', () => {
    for (const given of [{}, { inputTokens: 2 }, { outputTokens: 2 }]) {
      expect(rich().request('g', 'chat', { model: 'small', ...given })).toMatchObject({
        reason: 'estimate-required',
        figures: { action: 'chat' },
      });
    }
    expect(held(rich(), 'chat', { model: 'small', inputTokens: 0, outputTokens: 0 }).heldMicros).toBe(0n);
  });

  it('of a model without a price are refused', () => {
    const tokens = { inputTokens: 1, outputTokens: 1 };
    expect(rich().request('g', 'chat', { model: 'large', ...tokens }).reason).toBe('unpriced-model');
    expect(rich().request('g', 'chat', tokens).reason).toBe('unpriced-model');
  });

  it('limited by cost are refused where the model has no rate', () => {
    const tokens = { inputTokens: 1, outputTokens: 1 };
    expect(rich().request('g', 'think', { model: 'large', ...tokens }).reason).toBe('estimate-required');
    expect(rich().request('g', 'think', { model: 'small' }).reason).toBe('estimate-required');
    expect(rich().request('g', 'think', { model: 'small', ...tokens }).outcome).toBe('accepted');
  });

  it('limited by cost need no tokens where the model costs us by the unit', () => {
    const providerRates = [{ name: 'painter', inputPerMillion: '0', outputPerMillion: '0', perUnit: '0.04' }];
    const account = rich(compileCatalog(1, { ...POLICY_DOCUMENT, providerRates }));
    const { limits } = held(account, 'think', { model: 'painter', quantity: 2 });
    expect(limits).toMatchObject([{ limit: 'cost_monthly', units: 80_000n }]);
    expect(factIn(account.complete('g'), 'GenerationCompleted').virtualCostUsdMicros).toBe(80_000n);
  });

  it('cost what the environment says, where it does', () => {
    const account = rich(policyUnder({ costs: new Map([['image', '3.5']]) }));
    expect(held(account, 'image', { quantity: 2 })).toMatchObject({
      heldMicros: 7_000_000n,
      price: { kind: 'flat', flatMicros: 3_500_000n },
    });
  });

  it('cost nothing where credits are switched off, tokens told or not', () => {
    const account = AnAccount.opened('plain', policyUnder({ creditsEnabled: false }));
    expect(held(account, 'chat', { model: 'small' }).heldMicros).toBe(0n);
  });
});
