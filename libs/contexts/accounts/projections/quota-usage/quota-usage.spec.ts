import { foldInMemory } from '@ledgerline/platform/projections';
import { limitHold } from '../given-facts';
import { GivenHistory } from '../given-history';
import { quotaUsage } from './quota-usage';

const windowsAfter = (history: GivenHistory) =>
  Object.fromEntries(
    foldInMemory(quotaUsage, history.events).map((row) => [`${row.limit_name} ${row.window_key}`, row]),
  );

/** A request a millisecond before midnight at the end of a leap February. */
function beforeMidnight(): GivenHistory {
  const at = '2028-02-29T23:59:59.999Z';
  const limits = [
    limitHold('prompts_daily', 'calendar-day', at),
    limitHold('prompts_monthly', 'calendar-month', at, 2n),
    limitHold('renders', 'concurrent', at),
  ];
  return new GivenHistory(at).open('acme').grant('acme', 'lot').request('acme', 'g1', { limits });
}

describe('quota_usage', () => {
  it('holds units in the windows of the request, with the value and source in force', () => {
    const windows = windowsAfter(beforeMidnight());
    expect(Object.keys(windows).sort()).toEqual([
      'prompts_daily 2028-02-29',
      'prompts_monthly 2028-02',
      'renders now',
    ]);
    expect(windows['prompts_monthly 2028-02']).toMatchObject({
      limit_kind: 'calendar-month',
      used_units: 0n,
      held_units: 2n,
      limit_value: 10n,
      source: 'tier',
      enforced: true,
      last_used_at: null,
    });
  });

  it('counts in the window of the request also when the job ends after midnight', () => {
    const windows = windowsAfter(beforeMidnight().at('2028-03-01T00:05:00.000Z').complete('acme', 'g1'));
    expect(windows['prompts_daily 2028-02-29']).toMatchObject({ used_units: 1n, held_units: 0n });
    expect(windows['prompts_daily 2028-02-29']!.last_used_at).toBe('2028-02-29T23:59:59.999Z');
    expect(windows['prompts_daily 2028-03-01']).toBeUndefined();
  });

  it('never turns a concurrency slot into used units', () => {
    const windows = windowsAfter(beforeMidnight().complete('acme', 'g1'));
    expect(windows['renders now']).toMatchObject({ used_units: 0n, held_units: 0n });
  });

  it.each(['fail', 'cancel'] as const)('gives quota back on %s', (verb) => {
    const history = beforeMidnight();
    history[verb]('acme', 'g1');
    expect(windowsAfter(history)['prompts_daily 2028-02-29']).toMatchObject({
      used_units: 0n,
      held_units: 0n,
    });
  });

  it('gives quota back when the deadline passes, and counts it again for a late completion', () => {
    const history = beforeMidnight().after(901).settle('acme');
    expect(windowsAfter(history)['prompts_daily 2028-02-29']).toMatchObject({
      used_units: 0n,
      held_units: 0n,
    });
    history.completeLate('acme', 'g1');
    expect(windowsAfter(history)['prompts_daily 2028-02-29']).toMatchObject({
      used_units: 1n,
      held_units: 0n,
    });
  });
});
