import { join } from 'node:path';
import { FakeApi } from './fake-api/fake-api';
import { ADMIN_KEY, SERVICE_KEY } from './fake-api/keys';

const PAGE_FOLDER = join(__dirname, '../../dist/apps/admin');

/** What the browser tests need of a running system, whichever it is. */
export interface SystemUnderTest {
  readonly url: string;
  readonly adminKey: string;
  /** A key that is known and not an admin's. */
  readonly serviceKey: string;
  /** What the system was filled with, as far as the tests speak of it. */
  readonly story: Story;
  /** One more generation is completed somewhere, so that the dashboard's figures change. */
  act(): Promise<void>;
  /** The API stops listening, and listens again at the same address. */
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  close(): Promise<void>;
}

export interface Story {
  /** More accounts than fit on one page (50) exist. This one is found by its whole id. */
  readonly accountId: string;
  /** A limit of it with a value, what its bar says, and that it resets some day. */
  readonly limit: { readonly name: string; readonly text: string };
  /** A limit of it that is unlimited. */
  readonly unlimited: string;
  /** An open hold that nobody minds being cancelled. */
  readonly hold: { readonly accountId: string; readonly generationId: string };
}

/** Starts the system that the page is tested against. */
export async function startSystemUnderTest(): Promise<SystemUnderTest> {
  return standIn(await startStandIn());
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
      hold: { accountId: 'user-0005', generationId: '1f0c9a52-77aa-4bd1-9c55-00000004002' },
    },
    act: async () => api.world.act(),
    stopApi: () => api.stop(),
    startApi: () => api.start(),
    close: () => api.stop(),
  };
}
