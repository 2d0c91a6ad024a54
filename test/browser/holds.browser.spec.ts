import { describePage } from './describe-page';
import { startSystemUnderTest, type SystemUnderTest } from './system-under-test';
import { visit } from './visit';

describePage('open holds', (browser) => {
  let system: SystemUnderTest;
  beforeAll(async () => {
    system = await startSystemUnderTest();
  });
  afterAll(() => system?.close());

  it('are cancelled by an admin with a reason, under one key per dialog', async () => {
    const { accountId, generationId } = system.story.hold;
    const at = `#/holds?accountId=${accountId}`;
    const { page, complaints, end } = await visit(browser(), { url: system.url, key: system.adminKey, at });
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/admin-cancel')) keys.push(request.headers()['idempotency-key']);
    });
    const cancel = page.getByRole('button', { name: `Cancel ${generationId}` });
    await cancel.click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this generation?' });
    await dialog.getByText(generationId).waitFor();
    const confirm = dialog.getByRole('button', { name: 'Cancel generation' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel(/^Reason/).fill('The worker died');
    await confirm.click();
    await dialog.getByText('went back to').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await cancel.waitFor({ state: 'detached' });
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{16,200}$/);
    expect(complaints).toEqual([]);
    await end();
  });

  it('stay when the reader thinks better of it', async () => {
    const { page, end } = await visit(browser(), { url: system.url, key: system.adminKey, at: '#/holds' });
    const first = page.getByRole('button', { name: /^Cancel / }).first();
    await first.click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await first.click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await first.waitFor();
    await end();
  });
});
