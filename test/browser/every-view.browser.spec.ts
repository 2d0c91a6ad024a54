import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '@ledgerline/testing';
import { describePage } from './describe-page';
import { publish } from './story';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit } from './visit';

const FAINT_TEXTS = readFileSync(join(__dirname, 'in-page/faint-texts.js'), 'utf8');
const UNNAMED_CONTROLS = `[...document.querySelectorAll('button, a, input, select, textarea')]
  .filter((each) => !each.innerText?.trim() && !each.textContent?.trim() && !each.labels?.length)
  .map((each) => each.outerHTML)`;
const GROUND = 'getComputedStyle(document.body).backgroundColor';
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** A folder to photograph every view into, for people to look at. */
const PHOTOGRAPHS = process.env.LEDGERLINE_PHOTOGRAPHS;

const SCREENS = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const;

describePage('every view', (browser) => {
  let system: SystemUnderTest;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  afterAll(() => system?.close());

  const views = (): Record<string, string> => ({
    dashboard: '#/',
    accounts: '#/accounts',
    account: `#/accounts/${system.story.accountId}`,
    lots: `#/accounts/${system.story.accountId}/lots`,
    statement: `#/accounts/${system.story.accountId}/statement`,
    generations: `#/accounts/${system.story.accountId}/generations`,
    'account-crossings': `#/accounts/${system.story.full.accountId}/crossings`,
    'account-full': `#/accounts/${system.story.full.accountId}`,
    'explain-allowed': `#/accounts/${system.story.accountId}/explain/generation/${system.story.completed}`,
    'explain-refused': `#/accounts/${system.story.full.accountId}/explain/generation/${system.story.full.refused}`,
    'explain-limit': `#/accounts/${system.story.full.accountId}/explain/limit/${system.story.full.limit}`,
    'explain-credits': `#/accounts/${system.story.full.accountId}/explain/credits`,
    'account-audit': `#/accounts/${system.story.accountId}/audit`,
    'account-party': `#/accounts/${system.story.workspace.partyId}/party`,
    'account-party-user': `#/accounts/${system.story.workspace.member}/party`,
    'account-party-none': `#/accounts/${system.story.accountId}/party`,
    parties: '#/parties',
    'account-orders': `#/accounts/${system.story.accountId}/orders`,
    'account-invoices': `#/accounts/${system.story.accountId}/invoices`,
    'account-subscription': `#/accounts/${system.story.accountId}/subscription`,
    'account-referrals': `#/accounts/${system.story.accountId}/referrals`,
    money: '#/money',
    'money-invoices': '#/money/invoices',
    'money-subscriptions': '#/money/subscriptions',
    'money-payouts': '#/money/payouts',
    holds: '#/holds',
    crossings: '#/crossings',
    limits: '#/catalog',
    limit: '#/catalog/limits/0',
    actions: '#/catalog/actions',
    action: '#/catalog/actions/10',
    tiers: '#/catalog/tiers',
    tier: '#/catalog/tiers/0',
    json: '#/catalog/json',
    'what-if': '#/catalog/what-if',
    history: '#/catalog/history',
    version: '#/catalog/history/1',
    review: '#/catalog/review',
    audit: '#/audit',
    nowhere: '#/nowhere',
  });

  it.each(SCREENS)(
    'fits $width px, can be read and used in $scheme, and keeps to its policy',
    async (screen) => {
      const seen = await visit(browser(), { url: system.url, key: system.adminKey, ...screen });
      for (const [name, hash] of Object.entries(views())) {
        await seen.go(hash);
        await seen.page.locator('.skeleton').first().waitFor({ state: 'detached' });
        await expectFaultless(seen.page, `${name}-${screen.width}-${screen.scheme}`);
      }
      expect(seen.complaints).toEqual([]);
      await seen.end();
    },
  );

  it.each(SCREENS)('fits $width px in $scheme while a draft is edited, and with a dialog', async (screen) => {
    const seen = await visit(browser(), { url: system.url, key: system.adminKey, ...screen });
    const { page, go } = seen;
    const faultless = (name: string) => expectFaultless(page, `${name}-${screen.width}-${screen.scheme}`);
    await go('#/catalog/limits/0');
    await page.getByLabel('Value in free').fill('many');
    await page.getByText('1 field to mend').waitFor();
    await faultless('draft-wrong');
    await go('#/catalog/review');
    await page.getByText('To mend before it can be published').waitFor();
    await faultless('review-wrong');
    await go('#/catalog/limits/0');
    await page.getByLabel('Value in free').fill('2');
    await page.getByLabel('Active').uncheck();
    await go('#/catalog/actions/10');
    await page.getByLabel('Kind of price').selectOption('flat');
    await go('#/catalog');
    await page.getByText('changed').nth(0).waitFor();
    await faultless('draft-list');
    await go('#/catalog/review');
    await page.locator('.changes').waitFor();
    await faultless('review-draft');
    await go('#/catalog/what-if');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('heading', { name: 'What no replay can know' }).waitFor();
    await faultless('what-if-answer');
    await publish(system, 'Somebody else was faster', (document) => {
      document.limits.find(({ name }) => name === 'seats')!.values.pro = screen.width;
      document.limits.find(({ name }) => name === 'seats')!.values.team = screen.scheme.length;
    });
    await page.getByText('Somebody has published meanwhile').waitFor();
    await faultless('conflict');
    await go('#/catalog/history?from=1&to=2');
    await page.locator('.changes').waitFor();
    await faultless('comparison');
    await go(views().account!);
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByRole('dialog').getByLabel('Credits').fill('0');
    await page.getByLabel(/^Reason/).fill('Nothing');
    await page.getByRole('dialog').getByRole('button', { name: 'Grant' }).click();
    await page.getByRole('alert').waitFor();
    await faultless('dialog');
    expect(seen.complaints).toEqual([]);
    await seen.end();
  });

  it('follows the system in dark and light, until the reader chooses', async () => {
    const options = { url: system.url, key: system.adminKey, scheme: 'dark' } as const;
    const { page, end } = await visit(browser(), options);
    // A colour is waited for: when a changed preference reaches the page is the browser's to say.
    const isDark = async () => {
      const [red = 255] = (await page.evaluate<string>(GROUND)).match(/\d+/g)!.map(Number);
      return red < 128;
    };
    await until('the ground is dark, as the system is', isDark);
    await page.emulateMedia({ colorScheme: 'light' });
    await until('the ground is light, as the system is', async () => !(await isDark()));
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await until('the ground is dark, as was chosen', isDark);
    await page.reload();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await until('the ground is still dark', isDark);
    await end();
  });

  it('is reached by keyboard alone, behind a menu where the screen is narrow', async () => {
    const { page, end } = await visit(browser(), { url: system.url, key: system.adminKey, width: 390 });
    const audit = page.locator('.nav__link', { hasText: 'Audit' });
    expect(await audit.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await audit.waitFor();
    await audit.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
    await audit.waitFor({ state: 'hidden' });
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('MAIN');
    await end();
  });
});

async function expectFaultless(page: Page, name: string): Promise<void> {
  const faults = {
    overflowPx: await page.evaluate<number>(OVERFLOW),
    faintTexts: await page.evaluate<string[]>(FAINT_TEXTS),
    unnamedControls: await page.evaluate<string[]>(UNNAMED_CONTROLS),
  };
  await photograph(page, name);
  expect({ name, ...faults }).toEqual({ name, overflowPx: 0, faintTexts: [], unnamedControls: [] });
}

async function photograph(page: Page, name: string): Promise<void> {
  if (!PHOTOGRAPHS) return;
  mkdirSync(PHOTOGRAPHS, { recursive: true });
  await page.screenshot({ path: join(PHOTOGRAPHS, `${name}.png`), fullPage: true });
}
