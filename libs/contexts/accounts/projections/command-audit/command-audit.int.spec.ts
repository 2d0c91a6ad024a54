import { text } from 'node:stream/consumers';
import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenHistory } from '../given-history';
import { exportAudit, ExportAudit, listAudit, ListAudit } from './command-audit.queries';

describe('the query of the audit', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const list = (asked: ListAudit['asked'], personal: 'shown' | 'hidden' = 'hidden') =>
    listAudit(given.reads, new ListAudit(asked, personal));
  const commands = async (asked: ListAudit['asked']) => (await list(asked)).items.map((item) => item.command);

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    const caller = JSON.stringify({ ip: '203.0.113.7', userAgent: 'studio/2.1' });
    history.open('acme').after(1).grant('acme', 'lot').after(1).open('other');
    history
      .after(1)
      .refuse('acme', 'limit-reached', { action: 'image' })
      .noEffect('acme', 'ReopenAccount', 'open');
    for (const [index, event] of history.events.entries()) {
      const owner = event.stream.slice('account-'.length);
      const metadata = { ...event.metadata, caller: await given.sealer.seal(owner, caller) };
      history.events[index] = { ...event, metadata };
    }
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('lists commands newest first, refused ones and those without effect too', async () => {
    const { items } = await list({ accountId: 'acme' });
    expect(items.map((item) => [item.command, item.outcome, item.reason])).toEqual([
      ['ReopenAccount', 'no-effect', 'open'],
      ['RequestGeneration', 'refused', 'limit-reached'],
      ['GrantCredits', 'accepted', null],
      ['OpenAccount', 'accepted', null],
    ]);
    expect(items[1]!.input).toEqual({ action: 'image' });
  });

  it.each([
    [{ outcome: 'refused' }, ['RequestGeneration']],
    [{ command: 'OpenAccount', actor: 'tests' }, ['OpenAccount', 'OpenAccount']],
    [{ actor: 'nobody' }, []],
    [{ from: '2026-11-21T09:00:01.000Z', to: '2026-11-21T09:00:02.000Z' }, ['GrantCredits']],
  ])('filters by %j', async (filter, expected) => {
    expect(await commands(filter)).toEqual(expected);
  });

  it('shows address and calling system only to those who may read them', async () => {
    expect((await list({}, 'shown')).items[0]).toMatchObject({ ip: '203.0.113.7', system: 'studio/2.1' });
    expect((await list({}, 'hidden')).items[0]).toMatchObject({ ip: null, system: null });
  });

  it('is a CSV too, personal columns empty for those who may not read them', async () => {
    const csvFor = async (personal: 'shown' | 'hidden') =>
      text((await exportAudit(given.reads, new ExportAudit({}, personal))).csv);
    expect((await csvFor('shown')).split('\n')[1]).toContain(',203.0.113.7,studio/2.1,');
    expect(await csvFor('hidden')).not.toContain('203.0.113.7');
    expect((await csvFor('hidden')).trimEnd().split('\n')).toHaveLength(6);
  });
});
