import { describePage } from './describe-page';
import type { FakeApi } from './fake-api/fake-api';
import { ADMIN_KEY } from './fake-api/keys';
import { startStandIn, startSystemUnderTest } from './system-under-test';
import { typeKey, visit } from './visit';

describePage('trouble', (browser) => {
  let api: FakeApi;
  beforeEach(async () => {
    api = await startStandIn();
  });
  afterEach(() => api?.stop());

  const open = (at = '#/') => visit(browser(), { url: api.url, key: ADMIN_KEY, at });

  it('of a silent API leaves the last figures standing, says so, and passes by itself', async () => {
    const system = await startSystemUnderTest();
    const { page, end } = await visit(browser(), { url: system.url, key: system.adminKey });
    const card = page.locator('.card__value').first();
    await card.filter({ hasText: /\d/ }).waitFor();
    await system.stopApi();
    await page.locator('[data-live="stale"]').waitFor();
    await page.getByText(/Last updated \d+ s ago|Last updated just now/).waitFor();
    expect(await card.innerText()).toMatch(/\d/);
    await system.startApi();
    await page.locator('[data-live="live"]').waitFor();
    await end();
    await system.close();
  });

  it.each(['#/', '#/accounts', '#/accounts/user-0001', '#/holds', '#/crossings', '#/catalog', '#/audit'])(
    'at %s is explained with what to do, and trying again helps',
    async (at) => {
      api.weather = 'broken';
      const { page, end } = await open(at);
      const alert = page.getByRole('alert').first();
      await alert.getByText('The log does not answer. Nothing was changed.').waitFor();
      await alert.getByText('log-unavailable · request req-of-the-stand-in').waitFor();
      api.weather = 'fine';
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.locator('[data-live="live"]').waitFor();
      await alert.waitFor({ state: 'detached' });
      await end();
    },
  );

  it('of waiting shows where the figures will stand', async () => {
    api.weather = 'silent';
    const { page, end } = await open('#/accounts');
    await page.locator('.skeleton').first().waitFor();
    await page.getByText('Waiting for figures').waitFor();
    await end();
  });

  it('is none when nothing has happened yet: every view says what will appear', async () => {
    api.world.isEmpty = true;
    const { page, complaints, go, end } = await open();
    await page.getByText('No usage in the last 14 days').waitFor();
    await page.getByText('Nothing was refused').waitFor();
    await page.locator('[data-proof="balanced"]').waitFor();
    await go('#/accounts');
    await page.getByText('No accounts yet').waitFor();
    await go('#/holds');
    await page.getByText('No open holds').waitFor();
    await go('#/crossings');
    await page.getByText('Nothing was crossed').waitFor();
    await go('#/audit');
    await page.getByText('No commands').waitFor();
    expect(complaints).toEqual([]);
    await end();
  });

  it('of too many wrong keys locks the sign-in and says for how long', async () => {
    const { page, end } = await visit(browser(), { url: api.url });
    const refused = page.getByRole('alert').filter({ hasText: 'not known' });
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await typeKey(page, `wrong-key-number-${wrong}-0000000000`);
      await refused.waitFor();
    }
    await typeKey(page, ADMIN_KEY);
    await page.getByRole('alert').filter({ hasText: 'Too many wrong keys' }).waitFor();
    expect(await page.getByRole('button', { name: /^Locked for \d+ s$/ }).isDisabled()).toBe(true);
    await end();
  });

  it('of a session that ended leads back to the sign-in', async () => {
    const { page, end } = await open();
    await page.locator('[data-live="live"]').waitFor();
    api.session.endAll();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await end();
  });

  it('of a lost answer lets the same cancellation be asked for again, unchanged', async () => {
    const { page, end } = await open('#/holds');
    const sent: string[] = [];
    let lost = false;
    await page.route('**/admin-cancel', async (route) => {
      sent.push(`${route.request().headers()['idempotency-key']} ${route.request().postData()}`);
      if (lost) return route.continue();
      lost = true;
      return route.abort('connectionreset');
    });
    await page
      .getByRole('button', { name: /^Cancel / })
      .first()
      .click();
    await page.getByLabel(/^Reason/).fill('Stuck');
    await page.getByRole('button', { name: 'Cancel generation' }).click();
    await page.getByRole('alert').filter({ hasText: 'trying again is safe' }).waitFor();
    expect(await page.getByLabel(/^Reason/).getAttribute('readonly')).not.toBeNull();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('went back to').waitFor();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
    await end();
  });
});
