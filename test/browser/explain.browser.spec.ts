import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

describePage('explanations', (browser) => {
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

  const ofAda = (part: string) => `#/accounts/${system.story.accountId}${part}`;
  const ofCleo = (part: string) => `#/accounts/${system.story.full.accountId}${part}`;

  it('of a generation tell, from the list of generations, which lot paid and where that came from', async () => {
    const { completed } = system.story;
    await seen.go(ofAda('/generations'));
    await seen.page.locator(`a[href$="${completed}"]`).click();
    await seen.page.getByText(/^“prompt” was allowed/).waitFor();
    const lots = seen.page.getByRole('table', { name: 'lots that paid' });
    await lots.getByText(/^100 credits came at .* from a daily refill/).waitFor();
    const told = await seen.page.locator('main').innerText();
    expect(told).toMatch(/was allowed for browser-service at \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC/);
    expect(told).not.toMatch(/\dT\d\d:/);
    await lots.getByRole('link', { name: /^CreditsGranted at position [\d,]+$/ }).click();
    const movements = seen.page.getByRole('table', { name: 'movements' });
    await movements.getByText('Daily refill').first().waitFor();
    expect(await seen.page.getByLabel('Lot').inputValue()).toMatch(/^refill-/);
    await movements.locator(`a[href$="${completed}"]`).click();
    await seen.page
      .getByRole('table', { name: 'recorded events' })
      .getByText('GenerationCompleted')
      .waitFor();
    await seen.page.getByRole('link', { name: 'catalog version 1' }).click();
    await seen.page.getByText('the default catalog').waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('of a refusal tell, from the audit, the limit then in force and what would have to change', async () => {
    await seen.go(ofCleo('/audit?outcome=refused'));
    await seen.page.getByRole('button', { name: 'More' }).first().click();
    await seen.page.getByRole('link', { name: 'Explain this command' }).click();
    await seen.page.getByText(/^You've used 10 of 10 images today\. Resets in (\d+ h )?\d+ m\.$/).waitFor();
    const changes = seen.page.getByRole('region', { name: 'What would change it' });
    await changes.getByText(/^1 more fits after 00:00Z \(in /).waitFor();
    await changes.getByText('The tier “pro” allowed 100.').waitFor();
    await changes.getByText(/^An override of “images_daily” of 11 or more/).waitFor();
    const limits = seen.page.getByRole('table', { name: 'limits as they stood' });
    await limits.getByRole('link', { name: 'images_daily' }).click();
    await seen.page.getByText('10 of 10 images today used; 0 more fit.').waitFor();
  });

  it('of a limit tell, from the usage panel, whose value it is and what counts', async () => {
    await seen.go(ofCleo(''));
    await seen.page.getByRole('link', { name: 'Explain images_daily' }).click();
    await seen.page.getByText(/^The value is that of the tier “free” in catalog version 1/).waitFor();
    const uses = seen.page.getByRole('table', { name: 'what counts' });
    await uses.getByText('GenerationCompleted').nth(9).waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('of the credits tell, from the lots, what is left, in burn order, and what moved it', async () => {
    await seen.go(ofCleo('/lots'));
    await seen.page.getByRole('link', { name: 'Explain', exact: true }).click();
    await seen.page.getByText('10 of 10 credits are available.').waitFor();
    const lots = seen.page.getByRole('table', { name: 'lots in burn order' });
    await lots.getByText(/from a trial/).waitFor();
    const moves = seen.page.getByRole('table', { name: 'what moved the credits' });
    await moves.getByText('−10').nth(9).waitFor();
  });

  it('of what does not exist say so', async () => {
    await seen.go(ofAda('/explain/generation/nothing-of-this-name'));
    await seen.page.getByRole('alert').waitFor();
    await seen.go(ofAda('/explain/limit/nonsense'));
    await seen.page.getByRole('alert').waitFor();
    await seen.go(ofAda('/explain/weather'));
    await seen.page.getByText('Nothing to explain here').waitFor();
  });
});
