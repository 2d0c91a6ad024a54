import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

const PAGE_SIZE = 50;

describePage('accounts', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: '#/accounts' });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const table = () => seen.page.getByRole('table', { name: 'accounts' });
  const account = (section = '') => seen.go(`#/accounts/${system.story.accountId}${section}`);

  it('are listed page by page', async () => {
    await seen.page.getByRole('button', { name: 'Load more' }).click();
    await table()
      .getByRole('row')
      .nth(PAGE_SIZE + 1)
      .waitFor();
    const ids = await table().locator('.table__lead').allInnerTexts();
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are found by a search, which the address keeps', async () => {
    await seen.page.getByLabel('Search').fill(system.story.accountId);
    await seen.page.getByText('1 shown, that is all').waitFor();
    await table().getByRole('link', { name: system.story.accountId, exact: true }).waitFor();
    expect(seen.page.url()).toContain(`search=${system.story.accountId}`);
    await seen.page.getByLabel('Search').fill('no account is called this');
    await seen.page.getByText('No account matches').waitFor();
    await seen.page.getByRole('button', { name: 'Clear filters' }).click();
    await seen.page.getByRole('button', { name: 'Load more' }).waitFor();
  });

  it('lead to one account and its balances', async () => {
    await seen.page.getByLabel('Search').fill(system.story.accountId);
    await table().getByRole('link', { name: system.story.accountId, exact: true }).click();
    await seen.page.getByRole('heading', { name: system.story.accountId }).waitFor();
    for (const figure of ['Available', 'Held', 'Balance', 'Spent', 'Expired', 'Earned in all']) {
      const card = seen.page.locator('.card').filter({ hasText: figure });
      await card.locator('.card__value', { hasText: /\d/ }).first().waitFor();
    }
  });

  it('show how much of each limit is taken and when it resets', async () => {
    await account();
    const limit = seen.page.locator(`[data-limit="${system.story.limit.name}"]`);
    await limit.getByText(system.story.limit.text).waitFor();
    await limit.getByText(/^Resets in (\d+ d )?(\d+ h )?(\d+ m)?/).waitFor();
    const meter = limit.getByRole('meter');
    expect(await meter.getAttribute('aria-valuetext')).toBe(system.story.limit.text);
  });

  it('show an unlimited limit as ∞, without a bar', async () => {
    await account();
    const limit = seen.page.locator(`[data-limit="${system.story.unlimited}"]`);
    await limit.getByText('∞').waitFor();
    expect(await limit.getByRole('meter').count()).toBe(0);
  });

  it('have a statement that is filtered and downloaded', async () => {
    await account('/statement');
    const movements = seen.page.getByRole('table', { name: 'movements' });
    await movements.getByText('Usage').first().waitFor();
    await seen.page.getByLabel('Type').selectOption('USAGE');
    await seen.page.locator('[data-outdated="false"]').waitFor();
    const csv = seen.page.getByRole('link', { name: 'CSV' });
    expect(await csv.getAttribute('href')).toMatch(/\/statement\?type=USAGE&format=csv$/);
    const [download] = await Promise.all([seen.page.waitForEvent('download'), csv.click()]);
    expect(download.suggestedFilename()).toMatch(/statement\.csv$/);
    expect(await download.failure()).toBeNull();
  });

  it('have lots, generations with their state, and an audit', async () => {
    await account('/lots');
    await seen.page.getByRole('table', { name: 'credit lots' }).getByText('Trial grant').first().waitFor();
    await account('/generations');
    const generations = seen.page.getByRole('table', { name: 'generations' });
    await generations.getByText('Completed').first().waitFor();
    await account('/audit');
    const commands = seen.page.getByRole('table', { name: 'commands' });
    await commands.getByRole('button', { name: 'More' }).first().click();
    await commands.getByText('Command id').waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('that do not exist are said not to', async () => {
    await seen.go('#/accounts/nobody-is-called-this');
    await seen.page.getByRole('alert').getByText('ids are exact').waitFor();
  });
});
