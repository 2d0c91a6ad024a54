import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { actionUsage } from './action-usage';

describe('action_usage', () => {
  it('counts completed work per account and action, late completions too', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').grant('acme', 'lot');
    history
      .request('acme', 'g1', { timeoutSeconds: 60 })
      .after(61)
      .request('acme', 'g2')
      .complete('acme', 'g2');
    history.request('acme', 'g3').fail('acme', 'g3').request('acme', 'e1', { action: 'export' });
    history.completeLate('acme', 'g1');
    expect(foldInMemory(actionUsage, history.events)).toMatchObject([
      { action: 'export', requested: 1n, completed: 0n, last_used_at: null },
      { action: 'prompt', requested: 3n, completed: 2n, last_used_at: '2026-11-21T09:01:01.000Z' },
    ]);
  });
});
