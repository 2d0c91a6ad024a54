import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath, describeWhere } from '@ledgerline/test-support';
import { describeWithPostgres } from '@ledgerline/testing';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Loads of other suites may share the machine; a condition that is met ends the wait at once. */
const TEST_TIMEOUT_MS = 90_000;
const BUILT_PAGE = join(__dirname, '../../dist/apps/admin/index.html');

/** A suite about the built page in the installed Chromium: one browser for the suite, closed at its end. */
export function describePage(name: string, suite: (browser: () => Browser) => void): void {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const executablePath = chromiumPath();
  const inBrowser = () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (!existsSync(BUILT_PAGE)) throw new Error('the page is not built: npm run build');
      browser = await chromium.launch({ executablePath, args: FLAGS });
    });
    afterAll(async () => {
      await browser?.close();
    });
    suite(() => browser!);
  };
  if (executablePath) describeWithPostgres(name, inBrowser);
  else describeWhere(false, 'no Chromium is installed', name, inBrowser);
}
