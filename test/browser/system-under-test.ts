import { join } from 'node:path';
import { FakeApi } from './fake-api/fake-api';
import { ADMIN_KEY, SERVICE_KEY } from './fake-api/keys';
import { startLedgerline } from './ledgerline-process';
import { completedGeneration, type Story, tellStory } from './story';

const PAGE_FOLDER = join(__dirname, '../../dist/apps/admin');

/** What the browser tests need of a running system, whichever it is. */
export interface SystemUnderTest {
  readonly url: string;
  readonly adminKey: string;
  /** A key that is known and not an admin's. */
  readonly serviceKey: string;
  readonly story: Story;
  /** One more generation is completed somewhere, so that the dashboard's figures change. */
  act(): Promise<void>;
  /** The API stops listening, and listens again at the same address. */
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts what the page is tested against: the built system on a real PostgreSQL, or the stand-in where
 * `LEDGERLINE_BROWSER_SYSTEM=stand-in` asks for it (to work on the page while the system is being changed).
 */
export async function startSystemUnderTest(): Promise<SystemUnderTest> {
  const wished = process.env.LEDGERLINE_BROWSER_SYSTEM ?? 'built';
  if (wished === 'stand-in') return standIn(await startStandIn());
  if (wished !== 'built') throw new Error(`LEDGERLINE_BROWSER_SYSTEM is built or stand-in, not ${wished}`);
  const ledgerline = await startLedgerline();
  const story = await tellStory(ledgerline);
  return {
    ...ledgerline,
    story,
    act: async () => {
      await completedGeneration(ledgerline, story.hold.accountId, 'image');
    },
    stopApi: ledgerline.stop,
    startApi: ledgerline.start,
    close: ledgerline.end,
  };
}

/** The stand-in itself, for states that a real system is seldom in: empty, broken, silent, locked. */
export async function startStandIn(): Promise<FakeApi> {
  const api = new FakeApi(PAGE_FOLDER);
  await api.start();
  return api;
}

function standIn(api: FakeApi): SystemUnderTest {
  return {
    url: api.url,
    adminKey: ADMIN_KEY,
    serviceKey: SERVICE_KEY,
    story: {
      accountId: 'user-0001',
      limit: { name: 'prompts_daily', text: '3 of 10 used, 1 held' },
      unlimited: 'api_calls_period',
      full: { accountId: 'user-0003', limit: 'exports_daily', refused: 'none-in-the-stand-in' },
      completed: 'generation-4000',
      workspace: { partyId: 'workspace-0004', member: 'user-0001', email: 'ada@example.org' },
      hold: { accountId: 'user-0005', generationId: '1f0c9a52-77aa-4bd1-9c55-00000004002' },
    },
    act: async () => api.world.act(),
    stopApi: () => api.stop(),
    startApi: () => api.start(),
    close: () => api.stop(),
  };
}
