import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { usageTotals } from '../usage-totals/usage-totals';
import { usageDaily } from './usage-daily';

function acme() {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').grant('acme', 'lot').after(60);
  return { history, account: new GivenDecisions(history, 'acme') };
}

const FAILED = { status: 'failed', errorCode: 'boom', durationMs: 30 } as const;

describe('usage_daily and usage_totals, of recorded usage', () => {
  it('count what succeeded as completed and charged, and every outcome as asked for', () => {
    const { history, account } = acme();
    account.use('image', { actorUserId: 'mia', usage: { quantity: 2, inputTokens: 7, outputTokens: 9 } });
    account.use('image', { actorUserId: 'mia', ...FAILED });
    account.use('image', { actorUserId: 'mia', status: 'cancelled', durationMs: null });
    const figures = {
      ...{ requested: 3n, completed: 1n, failed: 1n, cancelled: 1n, expired: 0n },
      ...{ quantity: 2n, input_tokens: 7n, output_tokens: 9n, credits_micros: 20_000_000n },
      processing_ms_total: 150n,
    };
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { day: '2026-11-21', account_id: 'acme', action: 'image', actor_user_id: 'mia', ...figures },
    ]);
    expect(foldInMemory(usageTotals, history.events)).toMatchObject([{ action: 'image', ...figures }]);
  });

  it('remember when something last succeeded', () => {
    const { history, account } = acme();
    account.use('image');
    history.after(60);
    account.use('image', FAILED);
    expect(foldInMemory(usageDaily, history.events)).toMatchObject([
      { last_used_at: '2026-11-21T09:01:00.000Z' },
    ]);
  });

  it('count usage that was refused', () => {
    const { history } = acme();
    history.refuse('acme', 'limit-reached', { action: 'image' }, 'RecordUsage');
    expect(foldInMemory(usageTotals, history.events)).toMatchObject([{ refused: 1n, requested: 0n }]);
  });
});
