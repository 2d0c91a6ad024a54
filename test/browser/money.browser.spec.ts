import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

/** On the built system: the stand-in plays no provider. */
describePage('money', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: at('/orders') });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const at = (part = '') => `#/accounts/${system.story.accountId}${part}`;
  const button = (name: string) => seen.page.getByRole('button', { name, exact: true });
  const dialog = () => seen.page.getByRole('dialog');
  const row = (table: string, text: string) =>
    seen.page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text }).first();
  const recorded = async () => {
    await dialog()
      .getByText(/Recorded at position/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Done' }).click();
  };
  /** Presses on the provider's page, where the order's link leads. */
  const atTheProvider = async (press: string) => {
    const opened = seen.page.context().waitForEvent('page');
    await seen.page.getByRole('link', { name: 'Pay', exact: true }).first().click();
    const provider = await opened;
    await provider.getByRole('button', { name: press, exact: true }).click();
    await provider.getByText('Told by webhook').waitFor();
    await provider.close();
  };

  it('buys credits, which come once they are paid, with an invoice as PDF', async () => {
    await button('Buy credits').click();
    await dialog().getByLabel('Package').selectOption('starter');
    await dialog().getByRole('button', { name: 'Order', exact: true }).click();
    await recorded();
    await row('orders', 'Starter pack').getByText('Pending').waitFor();
    await atTheProvider('Pay');
    await row('orders', 'Starter pack').getByText('Completed').waitFor();
    await seen.go(at('/lots'));
    await row('credit lots', 'Purchase').getByText('4.99 USD').waitFor();
    await seen.go(at('/invoices'));
    await row('invoices', '4.99 USD').waitFor();
    const link = seen.page.getByRole('link', { name: /PDF/ }).first();
    const paper = await seen.page.request.get(`${system.url}${await link.getAttribute('href')}`);
    expect(paper.headers()['content-type']).toContain('application/pdf');
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(seen.complaints).toEqual([]);
  });

  it('gives a part of it back with a reason, and shows what is left of the order', async () => {
    await row('orders', 'Starter pack')
      .getByRole('button', { name: /^Refund/ })
      .click();
    await dialog().getByLabel('Amount').fill('1.99');
    await dialog()
      .getByLabel(/^Reason/)
      .fill('half of it was not needed');
    await dialog().getByRole('button', { name: 'Refund', exact: true }).click();
    await recorded();
    await row('orders', 'Starter pack').getByText('1.99 USD').waitFor();
    await seen.go(at('/statement?type=REFUND'));
    await seen.page
      .getByRole('table', { name: 'movements' })
      .getByText(/^−199\.39/)
      .first()
      .waitFor();
  });

  it('subscribes to a plan, with a trial, and says until when', async () => {
    await seen.go(at('/subscription'));
    await button('Subscribe').click();
    await dialog().getByLabel('Plan').selectOption('individual_pro');
    await dialog().getByLabel('Trial').selectOption('yes');
    await dialog().getByRole('button', { name: 'Subscribe', exact: true }).click();
    await recorded();
    await row('subscriptions', 'Individual pro').getByText('Trialing').waitFor();
    await seen.page.getByText('Trial ends').waitFor();
    await button('Cancel subscription').click();
    await dialog()
      .getByLabel(/^Reason/)
      .fill('only looking');
    await dialog().getByRole('button', { name: 'Cancel subscription', exact: true }).click();
    await recorded();
    await row('subscriptions', 'Individual pro').getByText('ends with its period').waitFor();
  });

  it('opens a referral program, and says at once what a payout may not ask for', async () => {
    await seen.go(at('/referrals'));
    await button('Open a program').click();
    await dialog().getByLabel('Code').fill('STORY-26');
    await dialog().getByRole('button', { name: 'Open', exact: true }).click();
    await recorded();
    await seen.page.getByRole('heading', { name: 'Program STORY-26' }).waitFor();
    await button('Ask for a payout').click();
    await dialog().getByLabel('Amount').fill('25.00');
    await dialog().getByRole('button', { name: 'Ask', exact: true }).click();
    await dialog().getByRole('alert').waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('of all accounts stands in one view, and its figures on the dashboard', async () => {
    await seen.go('#/money');
    await row('orders', 'Starter pack').waitFor();
    await seen.page.getByText('3.00 USD').first().waitFor();
    await seen.go('#/');
    await seen.page.getByRole('link', { name: 'Monthly recurring revenue' }).waitFor();
    expect(seen.complaints).toEqual([]);
  });
});
