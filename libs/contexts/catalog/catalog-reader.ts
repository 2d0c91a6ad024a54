import { ConfigurationInvalid, NO_POLICY_VARIABLES, PolicyVariables } from '@ledgerline/platform/config';
import { Ledger } from '@ledgerline/platform/ledger';
import { EventStore } from '@ledgerline/platform/eventstore';
import { Catalog, compileCatalog } from './domain/catalog';
import { resolveEnvironment } from './domain/resolve-environment';
import { CatalogPublished, catalogEvents, catalogStream } from './domain/catalog-stream';

/** The one catalog of an installation so far; the stream's name leaves room for more. */
export const CATALOG_ID = 'default';

const REFRESH_EVERY_MS = 1_000;
const PAGE_EVENTS_MAX = 500;

/**
 * The catalog as this process knows it. Another instance's edit is seen within a second; an account that has
 * already decided under a newer version makes this process read it first.
 */
export class CatalogReader {
  private catalog: Catalog | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly store: EventStore,
    private readonly variables: PolicyVariables = NO_POLICY_VARIABLES,
  ) {}

  /**
   * Reads the newest version and keeps looking; the catalog must have been seeded.
   * @throws ConfigurationInvalid where the environment speaks of what that version does not name
   */
  async start(): Promise<void> {
    await this.refresh();
    if (!this.catalog) throw new Error('the catalog is empty: seed it first');
    const { problems } = resolveEnvironment(this.variables, this.catalog.document);
    if (problems.length > 0) throw new ConfigurationInvalid(problems);
    this.timer = setInterval(() => void this.refresh().catch(() => undefined), REFRESH_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  current(): Catalog {
    if (!this.catalog) throw new Error('the catalog was not read yet');
    return this.catalog;
  }

  /** As the log has it at the time of asking: what costs money is never priced by a version of before. */
  async newest(): Promise<Catalog> {
    await this.refresh();
    return this.current();
  }

  async atLeast(version: number): Promise<Catalog> {
    if (this.current().version < version) await this.refresh();
    if (this.current().version < version) throw new Error(`catalog version ${version} is not in the log`);
    return this.current();
  }

  /** A version that was published, as this process would read it: no event tells another's environment. */
  async at(version: number): Promise<Catalog> {
    if (this.current().version === version) return this.current();
    const published = (await this.history()).find((one) => one.version === version);
    if (!published) throw new Error(`catalog version ${version} is not in the log`);
    return this.compiled(published);
  }

  async refresh(): Promise<void> {
    const { state } = await this.ledger.read(catalogStream, CATALOG_ID);
    if (!state.document || state.version <= (this.catalog?.version ?? 0)) return;
    this.catalog = this.compiled({ version: state.version, document: state.document });
  }

  /** Every published version from the log, oldest first. */
  async history(): Promise<readonly CatalogPublished['data'][]> {
    const published: CatalogPublished['data'][] = [];
    for (let fromRevision = 0n; ; fromRevision += BigInt(PAGE_EVENTS_MAX)) {
      const stream = `${catalogStream.category}-${CATALOG_ID}`;
      const { events } = await this.store.readStream(stream, { fromRevision, countMax: PAGE_EVENTS_MAX });
      for (const recorded of events) {
        const event = catalogEvents.decode(recorded.type, recorded.data);
        if (event.type === 'CatalogPublished') published.push(event.data);
      }
      if (events.length < PAGE_EVENTS_MAX) return published;
    }
  }

  /** A version may not name what a variable speaks of: that variable then says nothing. */
  private compiled({ version, document }: Pick<CatalogPublished['data'], 'version' | 'document'>): Catalog {
    return compileCatalog(version, document, resolveEnvironment(this.variables, document).environment);
  }
}
