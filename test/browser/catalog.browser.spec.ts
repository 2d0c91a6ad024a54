import { describePage } from './describe-page';
import { publish } from './story';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

const FREE = 'Value in free';

describePage('the catalog', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: '#/catalog' });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const open = async (name: string) => {
    await seen.page.getByRole('link', { name, exact: true }).click();
    await seen.page.getByRole('heading', { name }).waitFor();
  };
  const field = (label: string) => seen.page.getByLabel(label, { exact: true });
  const bar = () => seen.page.getByRole('region', { name: 'Draft' });
  const review = () => seen.page.getByRole('link', { name: 'Review and publish' }).click();
  const publishFor = async (reason: string) => {
    await seen.page.getByLabel(/^Reason/).fill(reason);
    await seen.page.getByRole('button', { name: 'Publish' }).click();
  };
  const versionInForce = async () => {
    const { version } = await seen.page.evaluate<{ version: number }>(
      `fetch('/v1/catalog').then((answer) => answer.json())`,
    );
    return version;
  };

  it('is edited, reviewed in plain words, given a reason and published; the rest of it stays', async () => {
    const before = await versionInForce();
    await open('images_daily');
    await field(FREE).fill('12');
    await field('Thresholds').fill('80%, 95%');
    await bar().getByText('2 changes').waitFor();
    await seen.go('#/catalog/tiers/1');
    await field('Daily refill').fill('1500');
    await review();
    const changes = seen.page.locator('.changes');
    await changes.getByText('Tier free: 10 → 12').waitFor();
    await changes.getByText('Thresholds: 80% → 80%, 95%').waitFor();
    await changes.getByText('Daily refill: 1000 → 1500').waitFor();
    const confirm = seen.page.getByRole('button', { name: 'Publish' });
    expect(await confirm.isDisabled()).toBe(true);
    await publishFor('More images');
    await seen.page.getByText(`Version ${before + 1} is published`).waitFor();
    await seen.go(`#/catalog/history?from=${before}&to=${before + 1}`);
    const versions = seen.page.getByRole('table', { name: 'versions' });
    await versions.getByText('More images').waitFor();
    await versions.getByText('browser-admin').first().waitFor();
    await seen.page.locator('.changes__entry').nth(1).waitFor();
    expect(await seen.page.locator('.changes__entry').count()).toBe(2);
    await seen.go('#/audit?command=PublishCatalog');
    await seen.page.getByRole('table', { name: 'commands' }).getByText('PublishCatalog').first().waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('shows what is wrong at its very field, and leads there from the review', async () => {
    await open('videos_daily');
    await field(FREE).fill('many');
    await seen.page.getByText('Value in free is a whole number from 0, or -1 for unlimited').waitFor();
    expect(await field(FREE).getAttribute('aria-invalid')).toBe('true');
    expect(await field('Value in pro').getAttribute('aria-invalid')).toBe('false');
    await bar().getByText('1 field to mend').waitFor();
    await review();
    await seen.page.getByLabel(/^Reason/).fill('Because');
    expect(await seen.page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
    await seen.page.getByRole('link', { name: /^limits\[\d+\]\.values\.free$/ }).click();
    await field(FREE).fill('3');
    await bar().getByText('1 change', { exact: true }).waitFor();
    await seen.page.getByRole('button', { name: 'Discard' }).click();
    await seen.page.getByRole('button', { name: 'Discard the draft' }).click();
    await bar().waitFor({ state: 'detached' });
    expect(await field(FREE).inputValue()).toBe('2');
  });

  it('keeps the draft when somebody else publishes meanwhile, says who, and carries it over', async () => {
    await open('music_daily');
    await field(FREE).fill('7');
    await bar().getByText('1 change', { exact: true }).waitFor();
    const theirs = await publish(system, 'Songs for all', (document) => {
      document.limits.find(({ name }) => name === 'music_daily')!.values.pro = 33;
    });
    const notice = seen.page.getByRole('alert').filter({ hasText: 'Somebody has published meanwhile' });
    await notice.getByText('“Songs for all”').waitFor();
    expect(await field(FREE).inputValue()).toBe('7');
    await review();
    await seen.page.getByLabel(/^Reason/).fill('Seven songs');
    expect(await seen.page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
    await notice.getByRole('button', { name: `Carry my changes over to version ${theirs}` }).click();
    await seen.page.locator('.changes').getByText('Tier free: 3 → 7').waitFor();
    expect(await seen.page.locator('.changes__sentences > li').allInnerTexts()).toHaveLength(1);
    await publishFor('Seven songs');
    await seen.page.getByText(`Version ${theirs + 1} is published`).waitFor();
  });

  it('is refused by the API, the draft kept, where the page had not yet seen the other version', async () => {
    await open('music_monthly');
    await field(FREE).fill('80');
    await review();
    await seen.page.locator('.changes').getByText('Tier free: 75 → 80').waitFor();
    // As if the page had not looked since: it goes on seeing the version it started from.
    const stale = await seen.page.evaluate<string>(`fetch('/v1/catalog').then((answer) => answer.text())`);
    await seen.page.route('**/v1/catalog', (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ body: stale, contentType: 'application/json' })
        : route.continue(),
    );
    await publish(system, 'Faster', (document) => {
      document.limits.find(({ name }) => name === 'seats')!.values.pro = 9;
    });
    await publishFor('More songs');
    await seen.page.getByText('Nothing was published; your draft is kept.').waitFor();
    await seen.page.unroute('**/v1/catalog');
    await seen.page.getByRole('button', { name: /^Carry my changes over/ }).click();
    await publishFor('More songs');
    await seen.page.getByText(/^Version \d+ is published$/).waitFor();
  });

  it('adds, prices and removes: an action by tokens, a limit, a tier', async () => {
    await seen.page.getByRole('button', { name: 'Add limit' }).click();
    await seen.page.getByText(/^Name is 1–64 lower-case letters/).waitFor();
    await field('Name').fill('poems_weekly');
    await field('Description').fill('poems this week');
    await field('Window').selectOption('calendar-week');
    await field('Enforcement').selectOption('soft');
    await field(FREE).fill('4');
    await field("Member's part in free").fill('2');
    await seen.go('#/catalog/actions');
    await seen.page.getByRole('button', { name: 'Add action' }).click();
    await field('Name').fill('poem');
    await field('Kind of price').selectOption('tokens');
    await field('Model to add').fill('bard-2');
    await seen.page.getByRole('button', { name: 'Add model' }).click();
    await field('bard-2, per million tokens in').fill('12.5');
    await field('poems_weekly').check();
    await seen.go('#/catalog/tiers');
    await seen.page.getByRole('link', { name: 'pro', exact: true }).click();
    await field('Overdraft').fill('50');
    await review();
    const changes = seen.page.locator('.changes');
    await changes.getByText('New: poems this week, per calendar week, soft: free 4.').waitFor();
    await changes.getByText(/^New: by tokens, per million: bard-2 12\.5 in, 0 out/).waitFor();
    await changes.getByText('Overdraft: none → 50').waitFor();
    await publishFor('Poems');
    await seen.page.getByText(/^Version \d+ is published$/).waitFor();
    await seen.go('#/catalog');
    await open('poems_weekly');
    await seen.page.getByRole('button', { name: 'Remove this limit' }).click();
    await review();
    await changes.getByText(/^Gone; it was: poems this week/).waitFor();
    await changes.getByText('Limits: poems_weekly → none').waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('is edited as JSON where it has no form, and says what is no JSON yet', async () => {
    await seen.go('#/catalog/json');
    const json = seen.page.getByLabel('The catalog as JSON');
    const document = await json.inputValue();
    await json.fill(document.slice(0, -1));
    await seen.page.getByRole('alert').filter({ hasText: 'This is no JSON yet' }).waitFor();
    await json.fill(document.replace('"unknownActions": "allow"', '"unknownActions": "refuse"'));
    await review();
    await seen.page.locator('.changes').getByText('allow → refuse').waitFor();
    await seen.go('#/catalog/json');
    await json.fill(document.replace('"unknownActions": "allow"', '"unknownActions": "perhaps"'));
    await seen.page.getByText('is one of allow, refuse').waitFor();
    await seen.page.getByRole('link', { name: 'unknownActions' }).waitFor();
  });

  it('replays what was asked under the draft, and writes nothing', async () => {
    const before = await versionInForce();
    await open('images_daily');
    await field(FREE).fill('2');
    await bar().getByText('1 change', { exact: true }).waitFor();
    await seen.go('#/catalog/what-if');
    await seen.page.getByRole('group', { name: 'Since' }).getByRole('button', { name: '1 day' }).click();
    await seen.page.getByRole('button', { name: 'Replay' }).click();
    const table = seen.page.getByRole('table', { name: 'what if, per action and tier' });
    const images = table.getByRole('row').filter({ hasText: 'image' });
    await images.getByText('1 → 9').waitFor();
    await images.getByText('100 → 20').waitFor();
    await seen.page.getByRole('heading', { name: 'What no replay can know' }).waitFor();
    expect(await versionInForce()).toBe(before);
    expect(seen.complaints).toEqual([]);
  });
});
