import { describePage } from './describe-page';
import { type MoneyStory, tellMoneyStory } from './money-story';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const FOCUS_IS_INSIDE = "Boolean(document.activeElement.closest('dialog'))";
const WIDTHS = [1440, 390];

/** On the built system, with amounts and names that strain a layout: the stand-in has no money. */
describePage('every view of money', (browser) => {
  let system: SystemUnderTest;
  let story: MoneyStory;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
    story = await tellMoneyStory(system);
  });
  afterEach(() => seen?.end());
  afterAll(() => system?.close());

  const sides = () => {
    const buyer = `#/accounts/${story.buyer}`;
    const referrer = `#/accounts/${story.referrer}`;
    return { buyer, referrer };
  };
  /** Where it is, a heading in it, and a text that only appears with the story's rows. */
  const views = (): readonly (readonly [at: string, heading: string, text: string])[] => {
    const { buyer, referrer } = sides();
    return [
      ['#/', 'Revenue per day', '1,500 JPY'],
      ['#/money', 'Orders', '9,999,999.99 USD'],
      ['#/money/invoices', 'Invoices', '2.750 KWD'],
      ['#/money/subscriptions', 'Subscriptions', 'Individual pro'],
      ['#/money/programs', 'Programs', 'MONEY-26'],
      ['#/money/referrals', 'Referrals', 'MONEY-26'],
      ['#/money/payouts', 'Payouts', 'No payouts'],
      ['#/money/batches', 'Batches', 'No batches'],
      [`${buyer}/orders`, 'Orders', '1,500 JPY'],
      [`${buyer}/invoices`, 'Invoices', '9,999,999.99 USD'],
      [`${buyer}/subscription`, 'Usage records', 'Visa •••• 4242'],
      [`${buyer}/party`, 'Party', 'Waldenburg'],
      [`${referrer}/referrals`, 'Program MONEY-26', '10.00 USD'],
      ['#/parties', 'All parties', story.referrer],
    ];
  };
  const signedIn = async (width: number, at = '#/money') => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, width, at });
    return seen.page;
  };

  it.each(WIDTHS)('fits %i px with all that a row tells, under its heading', async (width) => {
    const page = await signedIn(width);
    for (const [at, heading, text] of views()) {
      await seen.go(at);
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
      await page.getByText(text, { exact: false }).first().waitFor();
      const more = page.getByRole('button', { name: 'More', exact: true });
      if ((await more.count()) > 0) await more.first().click();
      expect({ at, overflowPx: await page.evaluate<number>(OVERFLOW) }).toEqual({ at, overflowPx: 0 });
    }
    expect(seen.complaints).toEqual([]);
  });

  it.each(WIDTHS)('asks at %i px in dialogs that keys open, fill and leave', async (width) => {
    const { buyer, referrer } = sides();
    const dialogs: readonly (readonly [at: string, button: RegExp])[] = [
      [`${buyer}/orders`, /^Buy credits$/],
      [`${buyer}/orders`, /^Refund /],
      [`${buyer}/subscription`, /^Change plan$/],
      [`${buyer}/subscription`, /^Cancel subscription$/],
      [`${buyer}/subscription`, /^Detach /],
      [`${buyer}/party`, /^Billing details$/],
      [`${referrer}/referrals`, /^Ask for a payout$/],
      [`${referrer}/referrals`, /^Reward /],
      [`${referrer}/referrals`, /^Invite /],
      ['#/money/payouts', /^Approve a batch$/],
    ];
    const page = await signedIn(width);
    for (const [at, name] of dialogs) {
      await seen.go(at);
      const button = page.getByRole('button', { name }).first();
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('heading').waitFor();
      await page.keyboard.press('Tab');
      const inside = await page.evaluate<boolean>(FOCUS_IS_INSIDE);
      const overflowPx = await page.evaluate<number>(OVERFLOW);
      expect({ at, name, inside, overflowPx }).toEqual({ at, name, inside: true, overflowPx: 0 });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(seen.complaints).toEqual([]);
  });

  it('acts on a reason, which then stands in the audit', async () => {
    const { buyer, referrer } = sides();
    const acts: readonly (readonly [
      at: string,
      button: RegExp,
      verb: string,
      fill: Record<string, string>,
    ])[] = [
      [`${buyer}/orders`, /^Refund /, 'Refund', { 'Amount in USD': '1.00' }],
      [`${buyer}/subscription`, /^Cancel subscription$/, 'Cancel subscription', {}],
      [`${referrer}/referrals`, /^Reward /, 'Reward', { For: story.buyer, Credits: '50' }],
      [`${referrer}/referrals`, /^Deactivate/, 'Deactivate', {}],
      [`${referrer}/referrals`, /^Reactivate/, 'Reactivate', {}],
    ];
    const page = await signedIn(1280);
    const dialog = page.getByRole('dialog');
    for (const [at, button, verb, fill] of acts) {
      await seen.go(at);
      await page.getByRole('button', { name: button }).first().click();
      for (const [label, value] of Object.entries(fill)) {
        await dialog.getByLabel(new RegExp(`^${label}`)).fill(value);
      }
      await dialog.getByLabel(/^Reason/).fill(`because of ${verb}`);
      await dialog.getByRole('button', { name: verb, exact: true }).click();
      await dialog.getByText(/Recorded at position/).waitFor();
      await dialog.getByRole('link', { name: 'See it in the audit' }).click();
      await page
        .getByRole('row')
        .filter({ hasText: `because of ${verb}` })
        .first()
        .waitFor();
    }
    expect(seen.complaints).toEqual([]);
  });
});
