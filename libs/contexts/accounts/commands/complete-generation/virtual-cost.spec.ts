import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

/** A model `small` costs us a dollar for a million tokens read, two for a million written. */
function running(given: object): AnAccount {
  const account = AnAccount.opened('plain', POLICY_CATALOG);
  account.grant('100');
  account.request('g', 'image', given);
  return account;
}

const costOf = (account: AnAccount, report: object = {}) =>
  factIn(account.complete('g', report), 'GenerationCompleted').virtualCostUsdMicros;

const TOKENS = { inputTokens: 300_000, outputTokens: 100_000 };

describe('what a generation cost us', () => {
  it('is the caller’s word, else the rate of the model, else nobody’s guess', () => {
    expect(costOf(running({ model: 'small' }), { ...TOKENS, virtualCostUsdMicros: 7n })).toBe(7n);
    expect(costOf(running({ model: 'small' }), { ...TOKENS, virtualCostUsdMicros: 0n })).toBe(0n);
    expect(costOf(running({ model: 'small' }), TOKENS)).toBe(500_000n);
    expect(costOf(running({ model: 'large' }), TOKENS)).toBeNull();
    expect(costOf(running({}), TOKENS)).toBeNull();
  });

  it('is unknown where the model has a rate for tokens and nobody told them', () => {
    expect(costOf(running({ model: 'small' }), { inputTokens: 300_000 })).toBeNull();
    expect(costOf(running({ model: 'small' }))).toBeNull();
  });

  it('takes tokens that nobody reports from the estimate', () => {
    expect(costOf(running({ model: 'small', ...TOKENS }), { outputTokens: 0 })).toBe(300_000n);
  });

  it('is asked of the subtype where no model was named', () => {
    expect(costOf(running({ subtype: 'small' }), TOKENS)).toBe(500_000n);
  });

  it('is told of a late completion too', () => {
    const account = running({ model: 'small', ...TOKENS }).after(901);
    const told = factIn(account.complete('g'), 'GenerationCompletedLate');
    expect(told.virtualCostUsdMicros).toBe(500_000n);
  });

  it('is no price: what is charged is the action’s', () => {
    const told = factIn(running({ model: 'small' }).complete('g', TOKENS), 'GenerationCompleted');
    expect(told.chargedMicros).toBe(10_000_000n);
  });
});
