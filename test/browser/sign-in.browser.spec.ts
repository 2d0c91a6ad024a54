import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { typeKey, visit } from './visit';

describePage('signing in', (browser) => {
  let system: SystemUnderTest;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  afterAll(() => system?.close());

  it('shows nothing but the sign-in to whoever has no session', async () => {
    const { page, complaints, end } = await visit(browser(), { url: system.url });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(complaints).toEqual([]);
    await end();
  });

  it('says that a wrong key is not known, and leaves the reader where they are', async () => {
    const { page, end } = await visit(browser(), { url: system.url });
    await typeKey(page, 'not-a-key-of-this-system-0000');
    await page.getByRole('alert').filter({ hasText: 'This key is not known' }).waitFor();
    expect(await page.getByLabel('Admin key').getAttribute('aria-invalid')).toBe('true');
    await end();
  });

  it('tells a key of another role from a wrong one', async () => {
    const { page, end } = await visit(browser(), { url: system.url });
    await typeKey(page, system.serviceKey);
    await page.getByRole('alert').filter({ hasText: 'not an admin key' }).waitFor();
    await end();
  });

  it('opens the dashboard with an admin key, keeps the session over a reload and ends it on request', async () => {
    const { page, complaints, end } = await visit(browser(), { url: system.url });
    await page.getByLabel('Admin key').fill(system.adminKey);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(complaints).toEqual([]);
    await end();
  });

  it('keeps the key out of everything a script could read later', async () => {
    const { page, end } = await visit(browser(), { url: system.url, key: system.adminKey });
    const stored = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(stored).not.toContain(system.adminKey);
    expect(stored).not.toContain('ledgerline_session');
    await end();
  });
});
