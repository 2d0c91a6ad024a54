import type { Browser, ConsoleMessage, Page, Response } from 'playwright-core';

export interface VisitOptions {
  readonly url: string;
  /** Signs in with it at once; without one the visit stays at the sign-in. */
  readonly key?: string;
  /** `#/accounts` and the like. */
  readonly at?: string;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface Visit {
  readonly page: Page;
  /** What a reader of the console would find: errors, broken policies, missing files. */
  readonly complaints: readonly string[];
  /** Moves to another view of the page. */
  go(hash: string): Promise<void>;
  end(): Promise<void>;
}

/** Of one step: other suites may share the machine, and a condition that is met ends the wait at once. */
const TIMEOUT_MS = 20_000;
const HEIGHT = 860;

/** Opens the page in a browser profile of its own. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { url, key, at = '#/', width = 1280, scheme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme: scheme });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const go = async (hash: string) => {
    await page.goto(`${url}/${hash}`);
    await page.locator('h1').first().waitFor();
  };
  await go(key === undefined ? '' : at);
  if (key !== undefined) await signIn(page, key);
  return { page, complaints, go, end: () => context.close() };
}

export async function typeKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('Admin key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signIn(page: Page, key: string): Promise<void> {
  await typeKey(page, key);
  await page.locator('.shell').waitFor();
}

function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    const isSerious = /^(error|warning)$/.test(message.type()) && !isAnswer(message.text());
    if (isSerious) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('response', (response: Response) => {
    const isFile = !new URL(response.url()).pathname.startsWith('/v1/');
    if (isFile && response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/** Chromium reports answers of 400 and above and refused connections; the page takes them as answers. */
function isAnswer(text: string): boolean {
  return text.startsWith('Failed to load resource:');
}
