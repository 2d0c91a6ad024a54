import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { refusalTotals } from './refusal-totals';

describe('refusal_totals', () => {
  it('counts refusals per day, command and reason, over all accounts', () => {
    const history = new GivenHistory('2026-11-21T23:59:59.999Z').open('acme').open('other');
    history.refuse('acme', 'limit-reached').refuse('other', 'limit-reached');
    history.refuse('acme', 'generation-not-found', {}, 'FailGeneration');
    history.at('2026-11-22T00:00:00.000Z').refuse('acme', 'limit-reached');
    expect(foldInMemory(refusalTotals, history.events)).toMatchObject([
      { day: '2026-11-21', command: 'FailGeneration', reason: 'generation-not-found', refused: 1n },
      { day: '2026-11-21', command: 'RequestGeneration', reason: 'limit-reached', refused: 2n },
      { day: '2026-11-22', command: 'RequestGeneration', reason: 'limit-reached', refused: 1n },
    ]);
  });
});
