import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

describePage('crossings', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: '#/crossings' });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const table = () => seen.page.getByRole('table', { name: 'crossings' });

  it('of all accounts lead to the account and to what explains them', async () => {
    const { accountId, limit } = system.story.full;
    await table().getByText('Limit reached').first().waitFor();
    const row = table().getByRole('row').filter({ hasText: 'Threshold crossed' }).filter({ hasText: limit });
    await row.getByText('80% of 10').waitFor();
    await row.getByRole('link', { name: accountId }).waitFor();
    await row.getByRole('link', { name: limit }).click();
    await seen.page.getByRole('heading', { name: 'Why this limit stands so' }).waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('are narrowed by what was crossed, by limit, member and day, in the address too', async () => {
    await seen.page.getByLabel('What').selectOption('limit-reached');
    await table().getByText('Threshold crossed').first().waitFor({ state: 'detached' });
    await seen.page.getByRole('searchbox', { name: 'Limit' }).fill('videos_daily');
    await seen.page.getByText('Nothing was crossed').waitFor();
    expect(seen.page.url()).toMatch(/what=limit-reached&limitName=videos_daily$/);
    await seen.page.getByRole('button', { name: 'Clear filters' }).click();
    await table().getByText('Threshold crossed').first().waitFor();
    await seen.page.getByLabel('To').fill('2001-01-01');
    await seen.page.getByText('Nothing was crossed').waitFor();
  });

  it('of one account stand with the account', async () => {
    await seen.go(`#/accounts/${system.story.full.accountId}/crossings`);
    await table().getByText('Limit reached').first().waitFor();
    expect(await table().getByRole('columnheader', { name: 'Account' }).count()).toBe(0);
    const csv = await seen.page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    expect(csv).toContain(`accountId=${system.story.full.accountId}`);
  });
});
