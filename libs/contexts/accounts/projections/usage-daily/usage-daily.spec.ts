import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { usageTotals } from '../usage-totals/usage-totals';
import { usageDaily } from './usage-daily';

const opened = (at: string) => new GivenHistory(at).open('acme').grant('acme', 'lot', { credits: 1000n });

describe('usage_daily', () => {
  it('counts everything on the day of the request, also what ends after midnight', () => {
    const history = opened('2026-11-30T23:59:59.999Z');
    for (const id of ['g1', 'g2', 'g3', 'g4']) history.request('acme', id);
    history.at('2026-12-01T00:05:00.000Z').complete('acme', 'g1', { inputTokens: 7, outputTokens: 9 });
    history.fail('acme', 'g2').cancel('acme', 'g3').after(900).settle('acme');
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      {
        day: '2026-11-30',
        account_id: 'acme',
        action: 'prompt',
        subtype: 'gpt-4o-mini',
        actor_user_id: 'mia',
        requested: 4n,
        completed: 1n,
        failed: 1n,
        cancelled: 1n,
        expired: 1n,
        refused: 0n,
        input_tokens: 7n,
        output_tokens: 9n,
        quantity: 1n,
        credits_micros: 10_000_000n,
        processing_ms_total: 600_002n,
        last_used_at: '2026-11-30T23:59:59.999Z',
      },
    ]);
  });

  it('remembers the latest request that completed, whenever it did', () => {
    const history = opened('2026-11-21T09:00:00.000Z').request('acme', 'g1').after(1).request('acme', 'g2');
    history.after(1).request('acme', 'g3').complete('acme', 'g2').complete('acme', 'g1');
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { requested: 3n, completed: 2n, last_used_at: '2026-11-21T09:00:01.000Z' },
    ]);
  });

  it('moves a generation from expired to completed when it completes late', () => {
    const history = opened('2026-11-21T09:00:00.000Z').request('acme', 'g1').after(900).settle('acme');
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([{ expired: 1n, completed: 0n }]);
    history.completeLate('acme', 'g1', { processingMs: 5 });
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { expired: 0n, completed: 1n, processing_ms_total: 5n },
    ]);
  });

  it('counts a refused request by its parameters, and no other refused command', () => {
    const history = opened('2026-11-21T09:00:00.000Z');
    history.refuse('acme', 'limit-reached', { action: 'image', actorUserId: 'ben' });
    history.refuse('acme', 'insufficient-credits', {
      action: 'image',
      subtype: 'square',
      actorUserId: 'ben',
    });
    history.refuse('acme', 'generation-not-found', { action: 'image' }, 'CompleteGeneration');
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { action: 'image', subtype: '', actor_user_id: 'ben', refused: 1n, requested: 0n },
      { action: 'image', subtype: 'square', actor_user_id: 'ben', refused: 1n, requested: 0n },
    ]);
  });

  it('keeps members apart, and usage_totals adds them and the accounts up', () => {
    const history = opened('2026-11-21T09:00:00.000Z').open('other').grant('other', 'lot');
    history.request('acme', 'g1').request('acme', 'g2', { actorUserId: null }).request('other', 'g3');
    history.complete('acme', 'g2').complete('other', 'g3');
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { account_id: 'acme', actor_user_id: '', completed: 1n },
      { account_id: 'acme', actor_user_id: 'mia', completed: 0n },
      { account_id: 'other', actor_user_id: 'mia', completed: 1n },
    ]);
    expect(foldInMemory(usageTotals, history.events)).toMatchObject([
      { day: '2026-11-21', action: 'prompt', requested: 3n, completed: 2n, credits_micros: 20_000_000n },
    ]);
  });
});
