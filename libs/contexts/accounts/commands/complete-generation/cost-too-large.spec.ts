import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_DOCUMENT } from '../../testing/policy-catalog';

/** A million credits for each token. */
const DEAR = { inputPerMillion: '1000000000000', outputPerMillion: '0' };
const price = { kind: 'tokens', models: {}, fallback: DEAR } as const;
const CATALOG = compileCatalog(1, {
  ...POLICY_DOCUMENT,
  actions: [{ name: 'dear', description: '', price, limits: [] }],
});

function running(): AnAccount {
  const account = AnAccount.opened('plain', CATALOG);
  account.grant('1000000');
  account.request('g', 'dear', { inputTokens: 1 });
  return account;
}

describe('a completion at a cost that no account could pay', () => {
  it('is refused beyond 10¹² credits, and the hold stands for the right figures', () => {
    const account = running();
    expect(account.complete('g', { inputTokens: 1_000_001 })).toMatchObject({
      reason: 'cost-too-large',
      figures: { generationId: 'g', cost: '1000001000000' },
    });
    expect(account.credits.held).toBe('1000000');
    expect(factIn(account.complete('g', { inputTokens: 1_000_000 }), 'GenerationCompleted')).toMatchObject({
      costMicros: 10n ** 18n,
      shortfallMicros: 10n ** 18n - 10n ** 12n,
    });
  });

  it('is refused late, too', () => {
    const account = running().after(900);
    expect(account.complete('g', { inputTokens: 1_000_001 }).reason).toBe('cost-too-large');
    expect(account.complete('g', { inputTokens: 1 }).outcome).toBe('accepted');
  });
});

describe('a request at such a cost', () => {
  it('is refused for want of credits, unlimited overdraft or not', () => {
    for (const tier of ['plain', 'endless']) {
      const account = AnAccount.opened(tier, CATALOG);
      expect(account.request('g', 'dear', { inputTokens: 1_000_000_000 }).reason).toBe(
        'insufficient-credits',
      );
      expect(account.record('dear', { inputTokens: 1_000_000_000 }).reason).toBe('insufficient-credits');
    }
  });
});
