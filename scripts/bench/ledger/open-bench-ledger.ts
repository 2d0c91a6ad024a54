import { accountCommands, accountFamily, accountStream } from '@ledgerline/contexts/accounts';
import { CATALOG_ID, CatalogReader, catalogCommands, catalogFamily } from '@ledgerline/contexts/catalog';
import {
  AnyCommandFamily,
  AnyCommandSlice,
  Caller,
  CommandAnswer,
  CommandGateway,
  RouteParams,
} from '@ledgerline/platform/commands';
import { Ledger } from '@ledgerline/platform/ledger';
import { createPool } from '@ledgerline/platform/postgres';
import { createSealer, postgresDataKeyStore } from '@ledgerline/platform/sealing';
import { openBenchStore } from '../log/bench-log';
import { benchCatalog, BenchRules } from './bench-catalog';

const CALLER: Caller = {
  principal: { name: 'bench', role: 'admin' },
  requestId: 'bench',
  ip: '127.0.0.1',
  userAgent: 'ledgerline-bench',
};

export interface BenchLedger {
  /** Throws for anything but an acceptance: the bench asks for nothing that may be refused. */
  accepted(command: string, params: RouteParams, call: { body: object; key: string }): Promise<CommandAnswer>;
  close(): Promise<void>;
}

/**
 * The ledger as an API process has it, without the HTTP in front: hashing, sealing and idempotency are in.
 */
export async function openBenchLedger(options: {
  url: string;
  masterKey: Buffer;
  /** Names the log; absent: the database's own. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Published once, by whoever prepares the database; absent: it is there. */
  rules?: BenchRules;
}): Promise<BenchLedger> {
  const pool = createPool({ url: options.url, applicationName: 'bench-ledger' });
  const store = await openBenchStore(options.env ?? {}, {
    url: options.url,
    applicationName: 'bench-ledger',
  });
  const ledger = new Ledger({ store, now: Date.now });
  await ledger.clock.start();
  const sealer = createSealer({ store: postgresDataKeyStore(pool), masterKey: options.masterKey });
  const gateway = new CommandGateway(ledger, sealer, {
    now: Date.now,
    observer: { answered: () => undefined },
  });
  const catalogs = new CatalogReader(ledger, store);
  if (options.rules) await publish(gateway, catalogs, options.rules);
  await catalogs.start();
  const families = new Map<string, { slice: AnyCommandSlice; family: AnyCommandFamily }>();
  const family = accountFamily(accountStream(catalogs));
  for (const slice of accountCommands) families.set(slice.name, { slice, family });
  return {
    accepted: async (command, params, { body, key }) => {
      const { slice, family: of } = families.get(command)!;
      const call = { slice, params, body, idempotencyKey: key, caller: CALLER };
      const answer = await gateway.execute(of, call);
      if (answer.outcome !== 'accepted') {
        throw new Error(`${command} was not accepted: ${JSON.stringify(answer.refusal)}`);
      }
      return answer;
    },
    close: async () => {
      catalogs.stop();
      await ledger.close();
      await store.close();
      await pool.end();
    },
  };
}

async function publish(gateway: CommandGateway, catalogs: CatalogReader, rules: BenchRules): Promise<void> {
  const slice = catalogCommands.find(({ name }) => name === 'PublishCatalog')!;
  await gateway.execute(catalogFamily(catalogs), {
    ...{ slice, params: {}, caller: CALLER, idempotencyKey: `bench-${CATALOG_ID}` },
    body: { document: benchCatalog(rules), reason: 'bench' },
  });
}
