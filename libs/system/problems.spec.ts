import { readFileSync } from 'node:fs';
import { accountCommands } from '@ledgerline/contexts/accounts';
import { catalogCommands } from '@ledgerline/contexts/catalog';
import { renderProblemTable } from '@ledgerline/platform/http';
import { problems } from './problems';

describe('the table of problems', () => {
  it('stands in docs/generated/problems.md as the code has it (else: npm run generate)', () => {
    expect(readFileSync('docs/generated/problems.md', 'utf8')).toBe(renderProblemTable(problems));
  });

  it('has every refusal that a command says it can answer', () => {
    const named = [...accountCommands, ...catalogCommands].flatMap(({ route }) => route.refusals);
    expect(named.filter((code) => !problems.has(code))).toEqual([]);
  });

  it('tells a reached limit as a person would', () => {
    const figures = {
      limitType: 'prompts_daily',
      description: 'prompts today',
      kind: 'calendar-day',
      current: 10,
      requested: 1,
      limit: 10,
      decidedAt: '2026-11-21T20:48:00.000Z',
      resetAt: '2026-11-22T00:00:00.000Z',
    };
    const { sentence, extras } = problems.get('limit-reached');
    expect(sentence!(figures)).toBe("You've used 10 of 10 prompts today. Resets in 3 h 12 m.");
    expect(extras!(figures)).toEqual({ newKeyAfter: '2026-11-22T00:00:00.000Z' });
    const slot = { ...figures, description: 'renders at the same time', kind: 'concurrent', resetAt: null };
    expect(sentence!(slot)).toBe("You've used 10 of 10 renders at the same time. Wait for one to end.");
  });
});
