import { timestamp } from '@ledgerline/kernel';
import { NO_POLICY_VARIABLES, PolicyVariables } from '@ledgerline/platform/config';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import { CATALOG_ID, CatalogReader } from './catalog-reader';
import { publishCatalog } from './commands/publish-catalog/publish-catalog';
import { CatalogDocument } from './domain/catalog-document';
import { catalogStream } from './domain/catalog-stream';
import { DEFAULT_CATALOG } from './domain/default-catalog';
import { seedCatalog } from './seed-catalog';

const now = () => Date.parse('2026-11-21T09:00:00.000Z');
const FREE = { tier: 'free', plan: null };
const PROMPTS: Partial<PolicyVariables> = {
  limitValues: [
    { variable: 'USAGE_LIMIT_PROMPTS_DAILY_FREE', subject: 'PROMPTS_DAILY_FREE', value: '7' },
    { variable: 'USAGE_LIMIT_IMAGES_DAILY_FREE', subject: 'IMAGES_DAILY_FREE', value: '8' },
  ],
};
const WITHOUT_PROMPTS: CatalogDocument = {
  ...DEFAULT_CATALOG,
  limits: DEFAULT_CATALOG.limits.filter(({ name }) => name !== 'prompts_daily'),
  actions: DEFAULT_CATALOG.actions.filter(({ name }) => name !== 'prompt'),
};

async function given(variables: Partial<PolicyVariables> = {}) {
  const store = new MemoryEventStore();
  const ledger = new Ledger({ store, now });
  await seedCatalog(ledger, now);
  const reader = new CatalogReader(ledger, store, { ...NO_POLICY_VARIABLES, ...variables });
  const publish = async (document: CatalogDocument) => {
    const command = { document, author: 'ada', reason: 'an edit' };
    await ledger.execute(catalogStream, {
      ...{ name: 'PublishCatalog', parameters: {}, sealed: null, streamId: CATALOG_ID },
      commandId: commandIdOf({ principal: 'ada', stream: 'catalog-default', key: JSON.stringify(document) }),
      ...{ commandHash: 'hash', receivedAt: timestamp(now()) },
      origin: { actor: 'ada', role: 'admin', requestId: 'r' },
      decide: (state, context) => publishCatalog(command, state, context),
    });
    await reader.refresh();
  };
  const another = () => new CatalogReader(new Ledger({ store, now }), store);
  return { reader, publish, another };
}

describe('the catalog as a process reads it', () => {
  it('has this process’s environment in it, and refuses to start where a variable speaks of nothing', async () => {
    const { reader, publish } = await given(PROMPTS);
    await reader.start();
    reader.stop();
    const prompts = reader.current().limit('prompts_daily')!;
    expect(prompts.valueFor(FREE)).toEqual({ value: 7n, source: 'environment' });
    await publish(WITHOUT_PROMPTS);
    await expect(reader.start()).rejects.toMatchObject({
      problems: [{ variable: 'USAGE_LIMIT_PROMPTS_DAILY_FREE' }],
    });
    reader.stop();
  });

  it('goes on under a later version that no longer names what a variable speaks of', async () => {
    const { reader, publish } = await given(PROMPTS);
    await reader.refresh();
    await publish(WITHOUT_PROMPTS);
    expect(reader.current().version).toBe(2);
    expect(reader.current().limit('prompts_daily')).toBeUndefined();
    expect(reader.current().limit('images_daily')!.valueFor(FREE).source).toBe('environment');
  });

  it('is that of the log at once where the newest is asked for', async () => {
    const { publish, another } = await given();
    const reader = another();
    await reader.refresh();
    await publish(WITHOUT_PROMPTS);
    expect(reader.current().version).toBe(1);
    expect((await reader.newest()).version).toBe(2);
  });

  it('tells any version that was published, and none that was not', async () => {
    const { reader, publish } = await given();
    await reader.refresh();
    await publish(WITHOUT_PROMPTS);
    expect((await reader.at(1)).limit('prompts_daily')).toBeDefined();
    expect(await reader.at(2)).toBe(reader.current());
    await expect(reader.at(3)).rejects.toThrow('catalog version 3 is not in the log');
    expect((await reader.history()).map(({ version, author }) => [version, author])).toEqual([
      [1, 'ledgerline'],
      [2, 'ada'],
    ]);
  });

  it('is at least as new as an account has seen', async () => {
    const { reader, publish } = await given();
    await reader.refresh();
    await publish(WITHOUT_PROMPTS);
    expect((await reader.atLeast(2)).version).toBe(2);
    await expect(reader.atLeast(3)).rejects.toThrow('catalog version 3 is not in the log');
  });
});
