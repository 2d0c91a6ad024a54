import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { commandAudit } from './command-audit';

function acme(credits: bigint, tier = 'free') {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme', tier);
  history.grant('acme', 'lot', { credits });
  return { history, account: new GivenDecisions(history, 'acme') };
}

const auditOf = (history: GivenHistory) => foldInMemory(commandAudit, history.events).slice(2);

describe('command_audit, of what a catalog lets people do', () => {
  it('has one row for each, with its reason, whatever follows from it', () => {
    const { history, account } = acme(50n);
    account.override('images', '9').removeOverride('images').gauge('storage', 480n).use('project');
    account.removeUsage('projects', 1n).use('image').adjust(-1_000_000n).request('g1');
    history.complete('acme', 'g1');
    account.refund('g1', 4_000_000n, 'complaint').changeTier('pro').voidLot({ lotId: 'lot' });
    account.voidLot({ creditType: 'PURCHASE', reference: 'pay-9' });
    const rows = auditOf(history);
    expect(rows.map(({ command }) => command)).toEqual([
      ...['OverrideLimit', 'RemoveLimitOverride', 'MoveGauge', 'RecordUsage', 'RemoveUsage', 'RecordUsage'],
      ...['AdjustCredits', 'RequestGeneration', 'CompleteGeneration', 'RefundGeneration', 'ChangeTier'],
      ...['VoidLot', 'VoidLot'],
    ]);
    const inputs = Object.fromEntries(rows.map(({ command, input }) => [command, input]));
    expect(inputs).toMatchObject({
      OverrideLimit: { limit: 'images', value: '9', reason: 'a launch week' },
      AdjustCredits: { amountMicros: '1000000', reason: 'counted twice' },
      RefundGeneration: { generationId: 'g1', amountMicros: '4000000', reason: 'it was black' },
      ChangeTier: { tier: 'pro', reason: 'subscribed' },
      VoidLot: { creditType: 'PURCHASE', reference: 'pay-9', reason: 'paid with a stolen card' },
    });
  });

  it('tells of what drew below zero what was asked for, not what was drawn', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1').use('image');
    expect(auditOf(history)).toMatchObject([
      { command: 'RequestGeneration', input: { generationId: 'g1', action: 'image' } },
      { command: 'RecordUsage', input: { action: 'image', status: 'success' } },
    ]);
  });

  it('lets an action that nobody knows stand out, though it was accepted', () => {
    const { history, account } = acme(50n);
    account.request('g1', 'teleport').use('teleport').use('image');
    expect(auditOf(history).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['accepted', 'unknown-action'],
      ['accepted', 'unknown-action'],
      ['accepted', null],
    ]);
  });

  it('finds it behind what was drawn and behind what time had caused before, in one append', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1');
    history.after(901);
    const before = history.events.length;
    account.use('image');
    const types = history.events.slice(before).map(({ type }) => type);
    expect(types.indexOf('GenerationExpired')).toBeLessThan(types.indexOf('OverdraftDrawn'));
    expect(types.indexOf('OverdraftDrawn')).toBeLessThan(types.indexOf('UsageRecorded'));
    expect(auditOf(history).at(-1)).toMatchObject({ command: 'RecordUsage', input: { action: 'image' } });
    expect(auditOf(history)).toHaveLength(2);
  });

  it('has no row for what time caused', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1');
    history.after(901).settle('acme');
    expect(history.events.at(-1)!.type).toBe('OverdraftReturned');
    expect(auditOf(history)).toHaveLength(1);
  });
});
