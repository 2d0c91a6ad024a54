import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accept, timestamp } from '@ledgerline/kernel';
import { OrderEvent, orderStream } from '@ledgerline/contexts/billing';
import { mintApiKey } from '@ledgerline/platform/config';
import type { EventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import {
  describeWithPostgres,
  givenLog,
  GivenLog,
  testDatabase,
  TestDatabase,
  until,
} from '@ledgerline/testing';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';
import { LedgerlineProgram, MASTER_KEY } from './ledgerline-program';

const ORDERS = 64;
/** Where a reactor dies by SIGKILL: before and after what it appends, and between command and place. */
const DEATHS = [
  'append.committed:3',
  'reaction.commanded:9',
  'append.before:5',
  'reaction.before:14',
] as const;

interface Numbered {
  readonly ordinal: number;
  readonly number: string;
  readonly invoiceId: string;
  readonly issuedAt: string;
}

describeWithPostgres('reactors that are killed while they issue invoices', () => {
  let database: TestDatabase;
  let log: GivenLog;
  let store: EventStore;
  const running: LedgerlineProgram[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-invoices-'));

  beforeAll(async () => {
    database = await testDatabase();
    log = await givenLog(database);
    store = await log.open();
    const ledger = new Ledger({ store, now: Date.now });
    await Promise.all(Array.from({ length: ORDERS }, (_, at) => pay(ledger, `order-${at}`)));
    await ledger.close();
  }, 180_000);

  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop('SIGKILL')));
    await store?.close();
    await log?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const reactor = (failpoint?: string): LedgerlineProgram => {
    const program = new LedgerlineProgram('reactor', {
      ...log.variables,
      DATABASE_URL: database.appUrl,
      LEDGERLINE_FAILPOINT: failpoint ?? '',
    });
    running.push(program);
    return program;
  };

  const year = new Date().getUTCFullYear();
  const numbered = async (): Promise<Numbered[]> => {
    const { events } = await store.readStream(`invoiceSeries-INV-${year}`, { countMax: 1_000 });
    return events
      .filter(({ type }) => type === 'ledgerline.invoice-series.numbered.v1')
      .map(({ data }) => JSON.parse(data) as Numbered);
  };
  const finished = async (invoices: readonly Numbered[]): Promise<number> => {
    const streams = await Promise.all(
      invoices.map(({ invoiceId }) => store.readStream(`invoice-${invoiceId}`, { countMax: 100 })),
    );
    return streams.filter(({ events }) => events.some(({ type }) => type.endsWith('.issued.v1'))).length;
  };

  it('leave one invoice for each payment, numbered 1 to n', async () => {
    for (const failpoint of DEATHS) {
      const dying = reactor(failpoint);
      await until(`the reactor dies at ${failpoint}`, () => dying.hasEnded, 60_000);
    }
    reactor();
    reactor();
    await until('every invoice is issued', async () => (await finished(await numbered())) === ORDERS, 60_000);
    const all = await numbered();
    expect(all.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: ORDERS }, (_, at) => at + 1));
    expect(new Set(all.map(({ invoiceId }) => invoiceId)).size).toBe(ORDERS);
    const dates = all.map(({ issuedAt }) => issuedAt);
    expect(dates).toEqual([...dates].sort());
  }, 360_000);

  it('and each of them can be listed, summed and had as PDF, the same from the api and the tool', async () => {
    const key = mintApiKey({ name: 'journey', role: 'finance' });
    const variables = { DATABASE_URL: database.appUrl, LEDGERLINE_API_KEYS: key.entry };
    const [projector, api] = (['projector', 'api'] as const).map(
      (app) => new LedgerlineProgram(app, { ...log.variables, ...variables }),
    ) as [LedgerlineProgram, LedgerlineProgram];
    running.push(projector, api);
    const url = await api.url();
    const position = (await store.head())!;
    const get = (path: string) =>
      fetch(`${url}${path}minPosition=${position}`, { headers: { Authorization: `Bearer ${key.token}` } });
    await until('the read models are there', async () => (await get('/v1/invoice-totals?')).ok, 30_000);
    const { items: sums } = (await (await get('/v1/invoice-totals?')).json()) as { items: object[] };
    expect(sums).toMatchObject([{ currency: 'USD', invoices: ORDERS, paid: '319.36', due: '0.00' }]);
    const list = await (await get('/v1/invoices?limit=1&')).json();
    const { items } = list as { items: { invoiceId: string; number: string }[] };
    const { invoiceId, number } = items[0]!;
    const paths = [`/v1/invoices/${invoiceId}/pdf?`, `/v1/accounts/ada/invoices/${invoiceId}/pdf?`];
    const [one, other] = await Promise.all(paths.map(get));
    expect(one!.headers.get('content-type')).toBe('application/pdf');
    expect(one!.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`);
    const bytes = Buffer.from(await one!.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.equals(Buffer.from(await other!.arrayBuffer()))).toBe(true);
    const file = join(folder, 'invoice.pdf');
    const cli = givenCli(commands, { ...log.variables, ...variables, LEDGERLINE_MASTER_KEY: MASTER_KEY });
    expect(await cli(`invoice pdf ${invoiceId} --out ${file}`)).toMatchObject({ exitCode: 0, err: '' });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    const missing = await get(`/v1/accounts/bob/invoices/${invoiceId}/pdf?`);
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'invoice-not-found' }]);
  }, 60_000);
});

async function pay(ledger: Ledger, orderId: string): Promise<void> {
  const now = timestamp(Date.now());
  const totals = { subtotalMinor: 499n, taxMinor: 0n, totalMinor: 499n, currency: 'USD' };
  const purpose = {
    kind: 'credits',
    package: null,
    creditsMicros: 1_000_000n,
    expireAfterDays: null,
  } as const;
  const line = {
    type: 'credits',
    description: 'Credits',
    quantity: 1,
    unitMinor: 499n,
    amountMinor: 499n,
  } as const;
  const about = { orderId, accountId: 'ada', purpose, totals, provider: 'SANDBOX' } as const;
  const asked = {
    collection: 'checkout',
    providerMethodId: null,
    actorUserId: null,
    returnUrl: null,
  } as const;
  const facts: OrderEvent[] = [
    {
      type: 'OrderPlaced',
      data: {
        ...about,
        ...asked,
        lines: [line],
        tax: null,
        expiresAt: now,
        placedAt: now,
        catalogVersion: 1,
      },
    },
    { type: 'OrderPaid', data: { ...about, paymentId: `pay-${orderId}`, method: null, paidAt: now } },
  ];
  await ledger.execute(orderStream, {
    ...{ name: 'GivenOrder', parameters: {}, sealed: null, streamId: orderId, commandHash: '', origin: {} },
    commandId: commandIdOf({ principal: 'journey', stream: `order-${orderId}`, key: 'given' }),
    receivedAt: now,
    decide: () => accept(...facts),
  });
}
