import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

const CARDS = [
  'Accounts',
  'Generations today',
  'Credits spent today',
  'Refused today',
  'Open holds',
  'Projection lag',
];

describePage('the dashboard', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const valueOf = (card: string) =>
    seen.page
      .locator('.card')
      .filter({ has: seen.page.locator('.card__name', { hasText: card }) })
      .locator('.card__value');

  it('shows every figure of the ledger', async () => {
    for (const card of CARDS) await valueOf(card).filter({ hasText: /[\dN]/ }).waitFor();
    await seen.page.getByRole('table', { name: 'Accounts with the most generations' }).waitFor();
    for (const panel of ['Usage per day', 'Refusals by reason', 'Error rates']) {
      await seen.page.getByRole('heading', { name: panel }).waitFor();
    }
  });

  it('proves that every credit granted is accounted for', async () => {
    await seen.page.locator('[data-proof="balanced"]').waitFor();
    await seen.page.getByText('Balanced', { exact: true }).waitFor();
  });

  it('changes by itself when something happens, and says at which position', async () => {
    const card = valueOf('Generations today');
    await card.filter({ hasText: /\d/ }).waitFor();
    const before = await card.innerText();
    const position = await seen.page.locator('[data-position]').getAttribute('data-position');
    await system.act();
    await card.filter({ hasNotText: before }).waitFor();
    expect(await seen.page.locator('[data-position]').getAttribute('data-position')).not.toBe(position);
    expect(await seen.page.locator('[data-live]').getAttribute('data-live')).toBe('live');
  });

  it('draws the usage, and tells it in figures to whoever cannot see it', async () => {
    await seen.page.locator('.chart canvas').waitFor();
    await seen.page.getByText('Show the figures').click();
    const table = seen.page.getByRole('table', { name: 'generations per day and action' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(14 + 1);
    await seen.page.getByRole('group', { name: 'Measure' }).getByRole('button', { name: 'Credits' }).click();
    await seen.page.getByRole('table', { name: 'credits per day and action' }).waitFor();
  });

  it('looks back 7, 14 or 30 days, and remembers it in the address', async () => {
    await seen.page.getByRole('link', { name: '30 days' }).click();
    await seen.page.locator('.legend__head', { hasText: '30 days' }).waitFor();
    await seen.page.reload();
    await seen.page.locator('.legend__head', { hasText: '30 days' }).waitFor();
    expect(seen.complaints).toEqual([]);
  });
});
