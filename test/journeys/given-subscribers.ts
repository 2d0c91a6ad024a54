import { mintApiKey } from '@ledgerline/platform/config';
import { testDatabase, TestDatabase, until as untilWithin } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

type App = 'api' | 'projector' | 'reactor';
type Json = Answer['body'];

/** Everything is at its limits when many journeys run. */
const PATIENCE_MS = 240_000;

/** Buyers in times of their own, before api, projector and reactor as processes on a real PostgreSQL. */
export class GivenSubscribers {
  private readonly key = mintApiKey({ name: 'journey', role: 'admin' });
  private readonly running = new Map<App, LedgerlineProgram>();
  api!: ApiClient;

  private constructor(readonly database: TestDatabase) {}

  static async start(): Promise<GivenSubscribers> {
    const given = new GivenSubscribers(await testDatabase());
    try {
      for (const app of ['projector', 'reactor', 'api'] as const) await given.run(app);
      given.api = new ApiClient(await given.running.get('api')!.url(), given.key.token);
      return given;
    } catch (error) {
      await given.end();
      throw error;
    }
  }

  async run(app: App, variables: Readonly<Record<string, string>> = {}): Promise<LedgerlineProgram> {
    const program = new LedgerlineProgram(app, {
      ...{ LEDGERLINE_API_KEYS: this.key.entry, DATABASE_URL: this.database.appUrl },
      ...{ TEST_CLOCKS_ENABLED: 'true', ...variables },
    });
    this.running.set(app, program);
    const ready = { projector: 'projecting', reactor: 'reacting', api: 'serving' }[app];
    await program.untilWritten(ready);
    return program;
  }

  async kill(app: App): Promise<void> {
    await this.running.get(app)!.stop('SIGKILL');
  }

  async end(): Promise<void> {
    await Promise.all([...this.running.values()].map((program) => program.stop('SIGKILL')));
    await this.database.drop();
  }

  async accepted(path: string, body: object): Promise<Json> {
    const answer = await this.api.command(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The code that a command is refused by. */
  async refused(path: string, body: object): Promise<string> {
    return (await this.api.command(path, body)).body.code as string;
  }

  /** The catalog that is in force, and these plans and tax rates beside it. */
  async sell(more: {
    readonly plans: readonly object[];
    readonly taxRates?: readonly object[];
  }): Promise<void> {
    const { plans = [], taxRates = [], ...document } = (await this.api.get('/v1/catalog')).body.document;
    const added = { plans: [...plans, ...more.plans], taxRates: [...taxRates, ...(more.taxRates ?? [])] };
    await this.accepted('/v1/catalog', { document: { ...document, ...added }, reason: 'what is sold here' });
  }

  /** A buyer whose time stands still at an instant; the clock has the party's name. */
  async born(partyId: string, time: string, more: object = {}): Promise<void> {
    await this.accepted('/v1/test-clocks', { clockId: partyId, time });
    await this.register(partyId, { testClockId: partyId, ...more });
  }

  async register(partyId: string, more: object = {}): Promise<void> {
    await this.accepted('/v1/parties', { kind: 'user', partyId, ...more });
    await this.until(`the account of ${partyId} is open`, async () => {
      return (await this.api.get(`/v1/accounts/${partyId}`)).status === 200;
    });
  }

  /** Time goes on to an instant, each thing on the way at its own time. */
  async pass(clockId: string, to: string): Promise<void> {
    const { position } = await this.accepted(`/v1/test-clocks/${clockId}/advance`, { to });
    await this.api.reading(`/v1/test-clocks/${clockId}`, position);
    await this.untilArrived(clockId);
  }

  async untilArrived(clockId: string): Promise<void> {
    await this.until(`the clock ${clockId} has arrived`, async () => {
      return (await this.api.get(`/v1/test-clocks/${clockId}`)).body.status === 'ready';
    });
  }

  /** What an account asks of its subscription; nothing more in the path: that there be one. */
  ask(accountId: string, what: string, body: object = {}): Promise<Json> {
    const path = ['/v1/accounts', accountId, 'subscription', ...(what ? [what] : [])].join('/');
    return this.accepted(path, body);
  }

  /** Subscribes, and pays with a card that is kept. @returns the checkout's address */
  async subscribe(accountId: string, body: object, card = 'own'): Promise<string> {
    await this.ask(accountId, '', body);
    return this.checkOut(accountId, card);
  }

  /** Pays what is to be paid at a checkout. @returns its address */
  async checkOut(accountId: string, card = 'own'): Promise<string> {
    const url = await this.checkoutOf(accountId);
    await this.playAt(url, 'pay', card);
    await this.subscriptionWhen(accountId, ({ openCharge }) => openCharge === null);
    return url;
  }

  /** Where the newest order is paid, once that is there. */
  async checkoutOf(accountId: string): Promise<string> {
    const path = `/v1/accounts/${accountId}/orders`;
    return (await this.oneWhen(path, ([order]) => order?.checkoutUrl)).checkoutUrl as string;
  }

  async playAt(checkoutUrl: string, act: string, card = 'own'): Promise<void> {
    const page = new URL(checkoutUrl, this.api.url);
    const answer = await fetch(`${this.api.url}${page.pathname}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `card=${card}`,
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
  }

  async items(path: string): Promise<Json[]> {
    return (await this.api.get(path)).body.items as Json[];
  }

  /** The newest subscription of an account, once it is as it is waited for. */
  subscriptionWhen(accountId: string, holds: (subscription: Json) => boolean): Promise<Json> {
    return this.oneWhen(`/v1/accounts/${accountId}/subscriptions`, ([newest]) => newest && holds(newest));
  }

  /** The first of a list, once the list is as it is waited for. */
  async oneWhen(path: string, holds: (items: Json[]) => unknown): Promise<Json> {
    return (await this.itemsWhen(path, holds))[0];
  }

  async itemsWhen(path: string, holds: (items: Json[]) => unknown): Promise<Json[]> {
    let found: Json[] = [];
    await this.until(`${path} is such that ${holds.toString()}`, async () => {
      found = await this.items(path);
      return Boolean(holds(found));
    });
    return found;
  }

  until(what: string, happened: () => Promise<boolean>): Promise<void> {
    return untilWithin(what, happened, PATIENCE_MS);
  }
}
