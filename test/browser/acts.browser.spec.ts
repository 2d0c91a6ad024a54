import { describePage } from './describe-page';
import { publish } from './story';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit, type Visit } from './visit';

/** Far enough to be in the future whenever this runs. */
const LAST_DAY = '2099-12-30';
const UNNAMED_FIELDS = `[...document.querySelectorAll('dialog :is(input, select, textarea)')]
  .filter(({ labels }) => labels.length === 0).length`;

describePage('acts of an admin', (browser) => {
  let system: SystemUnderTest;
  let seen: Visit;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  beforeEach(async () => {
    seen = await visit(browser(), { url: system.url, key: system.adminKey, at: at() });
  });
  afterEach(() => seen.end());
  afterAll(() => system?.close());

  const at = (part = '') => `#/accounts/${system.story.accountId}${part}`;
  const button = (name: string) => seen.page.getByRole('button', { name, exact: true });
  const dialog = () => seen.page.getByRole('dialog');
  const limit = (name: string, member = '') =>
    seen.page.locator(`[data-limit="${name}"][data-member="${member}"]`);

  /** Fills in the open dialog, with a reason, and finds the command with that reason in the audit. */
  const act = async (given: { verb: string; command: string; fields?: Record<string, string> }) => {
    const { verb, command, fields = {} } = given;
    const reason = `${command} because of a test`;
    for (const [label, value] of Object.entries(fields)) {
      const field = dialog().getByLabel(label);
      const isChoice = (await field.getAttribute('type')) === null;
      await (isChoice ? field.selectOption(value) : field.fill(value));
    }
    const send = dialog().getByRole('button', { name: verb, exact: true });
    expect(await send.isDisabled()).toBe(true);
    await dialog()
      .getByLabel(/^Reason/)
      .fill(reason);
    await send.click();
    await dialog()
      .getByText(/Recorded at position/)
      .waitFor();
    await dialog().getByRole('link', { name: 'See it in the audit' }).click();
    const rows = seen.page.getByRole('row').filter({ hasText: command }).filter({ hasText: reason });
    const row = rows.first();
    await row.getByText('accepted').waitFor();
    await row.getByText('browser-admin').waitFor();
  };

  it('grants credits, whose lot is then listed', async () => {
    await button('Grant').click();
    const fields = { Type: 'PURCHASE', Credits: '250.5', 'Last day': LAST_DAY, Reference: 'pay_77' };
    const paid = { 'Paid for it': '19.90 USD' };
    await act({ verb: 'Grant', command: 'GrantCredits', fields: { ...fields, ...paid } });
    await seen.go(at('/lots'));
    const lot = seen.page.getByRole('row').filter({ hasText: 'Purchase' });
    await lot.getByText('250.5').first().waitFor();
    await lot.getByText('19.90 USD').waitFor();
  });

  it('adjusts credits, signed, and says in words what cannot be taken', async () => {
    await button('Adjust').click();
    await dialog().getByLabel('Credits, signed').fill('-99999');
    await dialog()
      .getByLabel(/^Reason/)
      .fill('Too much');
    await dialog().getByRole('button', { name: 'Adjust' }).click();
    await dialog()
      .getByRole('alert')
      .getByText(/This needs 99999 credits; [\d.]+ are available\./)
      .waitFor();
    await dialog()
      .getByLabel(/^Reason/)
      .fill('');
    const fields = { 'Credits, signed': '-2.5' };
    await act({ verb: 'Adjust', command: 'AdjustCredits', fields });
    await seen.go(at('/statement?type=ADMIN_ADJUSTMENT'));
    await seen.page.getByRole('table', { name: 'movements' }).getByText('−2.5').waitFor();
  });

  it('overrides a limit until a day, and removes the override', async () => {
    await button('Override images_monthly').click();
    await act({
      verb: 'Override',
      command: 'OverrideLimit',
      fields: { 'Value in units': '444', 'Last day': LAST_DAY },
    });
    await seen.go(at());
    await limit('images_monthly').getByText('0 of 444 used').waitFor();
    await limit('images_monthly').getByText('set for this account').waitFor();
    await button('Remove override of images_monthly').click();
    await act({ verb: 'Remove override', command: 'RemoveLimitOverride' });
    await seen.go(at());
    await limit('images_monthly').getByText('0 of 250 used').waitFor();
    await seen.page.getByRole('table', { name: 'overrides' }).getByText('Removed', { exact: true }).waitFor();
  });

  it('says at the very field what is wrong with what was typed', async () => {
    await button('Grant').click();
    await dialog().getByLabel('Credits').fill('0');
    await dialog()
      .getByLabel(/^Reason/)
      .fill('Nothing at all');
    await dialog().getByRole('button', { name: 'Grant' }).click();
    await dialog().getByRole('alert').waitFor();
    expect(await dialog().getByLabel('Credits').getAttribute('aria-invalid')).toBe('true');
    expect(await dialog().getByLabel('Type').getAttribute('aria-invalid')).toBe('false');
    await seen.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('voids a lot', async () => {
    await seen.go(at('/lots'));
    await seen.page
      .getByRole('row')
      .filter({ hasText: 'Trial grant' })
      .getByRole('button', { name: /^Void/ })
      .click();
    await act({ verb: 'Void lot', command: 'VoidLot' });
    await seen.go(at('/lots'));
    await seen.page.getByRole('row').filter({ hasText: 'Trial grant' }).getByText('void').first().waitFor();
  });

  it('refunds a generation, once per reference', async () => {
    await seen.go(at('/generations'));
    await button(`Refund ${system.story.completed}`).click();
    const fields = { Credits: '4', Reference: 'complaint-1' };
    await act({ verb: 'Refund', command: 'RefundGeneration', fields });
    await seen.go(at(`/explain/generation/${system.story.completed}`));
    await seen.page.getByText('4 credits of it were refunded.').waitFor();
  });

  it('changes the tier to another that the catalog has', async () => {
    await button('Change tier').click();
    await act({ verb: 'Change tier', command: 'ChangeTier', fields: { Tier: 'pro' } });
    await seen.go(at());
    await seen.page.getByText('Tier pro, as the next request').waitFor();
  });

  it('overrides a member’s part only where a member has one', async () => {
    await publish(system, 'Parts', (document) => {
      document.limits.find(({ name }) => name === 'images_daily')!.memberValues = { free: 3, pro: 3 };
    });
    await seen.page.getByLabel('As a member').fill('mia');
    await limit('images_daily', 'mia').getByText('0 of 3 used').waitFor();
    expect(await limit('images_monthly', 'mia').count()).toBe(0);
    await button('Override images_daily of mia').click();
    await act({ verb: 'Override', command: 'OverrideLimit', fields: { 'Value in units': '7' } });
    await seen.go(`${at()}?member=mia`);
    await limit('images_daily', 'mia').getByText('0 of 7 used').waitFor();
    await limit('images_daily')
      .getByText(/^0 of 100? used$/)
      .waitFor();
    await seen.page.getByText('Whether one more would be allowed now for mia').waitFor();
  });

  it('are asked for in dialogs that keep the focus inside, name their fields and close with Escape', async () => {
    await button('Grant').focus();
    await seen.page.keyboard.press('Enter');
    await dialog().waitFor();
    for (let n = 0; n < 12; n += 1) {
      await seen.page.keyboard.press('Tab');
      const place = await seen.page.evaluate<string>(
        `document.activeElement === document.body ? 'browser' :
          document.activeElement.closest('dialog') ? 'dialog' : 'page'`,
      );
      expect(place).not.toBe('page');
    }
    const unnamed = await seen.page.evaluate<number>(UNNAMED_FIELDS);
    expect(unnamed).toBe(0);
    await seen.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    const focused = await seen.page.evaluate<string>('document.activeElement.textContent');
    expect(focused).toBe('Grant');
    expect(seen.complaints).toEqual([]);
  });
});
