import { mintApiKey } from '@ledgerline/platform/config';
import { givenEventStoreDb, TestDatabase } from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { LedgerlineProgram, MASTER_KEY } from './ledgerline-program';

const APPS = ['projector', 'reactor', 'api'] as const;
type App = (typeof APPS)[number];

/** Api, projector and reactor as processes of their own, on EventStoreDB's protocol. */
export class GivenProcesses {
  private readonly key = mintApiKey({ name: 'journey', role: 'admin' });
  private readonly running = new Map<App, LedgerlineProgram>();

  private constructor(
    readonly log: Awaited<ReturnType<typeof givenEventStoreDb>>,
    private database: TestDatabase,
  ) {}

  static async start(database: TestDatabase): Promise<GivenProcesses> {
    const processes = new GivenProcesses(await givenEventStoreDb(database), database);
    await processes.startAll();
    return processes;
  }

  get variables(): Readonly<Record<string, string>> {
    const { appUrl: DATABASE_URL } = this.database;
    const keys = { LEDGERLINE_API_KEYS: this.key.entry, LEDGERLINE_MASTER_KEY: MASTER_KEY };
    return { ...this.log.variables, DATABASE_URL, ...keys };
  }

  async startAll(): Promise<void> {
    await Promise.all(APPS.map((app) => this.startOne(app)));
  }

  /** A client of the api that runs now. */
  async client(): Promise<ApiClient> {
    return new ApiClient(await this.running.get('api')!.url(), this.key.token);
  }

  /** As a machine that loses power, and comes back. */
  async killAndRestart(app: App): Promise<void> {
    await this.running.get(app)!.stop('SIGKILL');
    await this.startOne(app);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.values()].map((program) => program.stop()));
  }

  /** With every process stopped: read models, keys and the memory of commands are those of this database. */
  use(database: TestDatabase): void {
    this.database = database;
  }

  async end(): Promise<void> {
    await this.stopAll();
    await this.log.stop();
  }

  private async startOne(app: App): Promise<void> {
    const program = new LedgerlineProgram(app, this.variables);
    this.running.set(app, program);
    await program.untilWritten({ projector: 'projecting', reactor: 'reacting', api: 'serving' }[app]);
  }
}
