import { join } from 'node:path';
import { describePage } from './describe-page';
import type { FakeApi } from './fake-api/fake-api';
import { ADMIN_KEY } from './fake-api/keys';
import { startStandIn } from './system-under-test';
import { visit } from './visit';

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** A folder to photograph the banner into, for people to look at. */
const PHOTOGRAPHS = process.env.LEDGERLINE_PHOTOGRAPHS;

const LOTS = {
  readModel: 'account_lots',
  position: 'pg30807d526d-00000000000000004121',
  error: 'no definition for event type ledgerline.account.credits-lent.v1',
};
const STATEMENT = { ...LOTS, readModel: 'account_statement' };

describePage('a halted read model', (browser) => {
  let api: FakeApi;
  beforeEach(async () => {
    api = await startStandIn();
  });
  afterEach(() => api?.stop());

  it.each([1280, 390])(
    'is named above all figures with place and cause, until it runs again, %d pixels wide',
    async (width) => {
      api.world.halted = [LOTS];
      const { page, complaints, end } = await visit(browser(), { url: api.url, key: ADMIN_KEY, width });
      const banner = page.locator('[data-halted]');
      await banner.waitFor();
      const text = await banner.innerText();
      expect(text).toContain('A read model has halted');
      expect(text).toContain(`${LOTS.readModel} at ${LOTS.position}: ${LOTS.error}`);
      const [above, below] = [await banner.boundingBox(), await page.locator('.card').first().boundingBox()];
      expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y);
      expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
      if (PHOTOGRAPHS) await page.screenshot({ path: join(PHOTOGRAPHS, `halted-${width}.png`) });
      api.world.halted = [];
      await banner.waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
      await end();
    },
  );

  it('is told apart from another one that halted, each with its own place', async () => {
    api.world.halted = [LOTS, STATEMENT];
    const { page, end } = await visit(browser(), { url: api.url, key: ADMIN_KEY });
    await page.locator('[data-halted="2"]').waitFor();
    await page.getByText('2 read models have halted').waitFor();
    await page.getByText(/^account_statement at /).waitFor();
    await end();
  });
});
