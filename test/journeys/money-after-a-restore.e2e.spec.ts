import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup, takeBackup } from '@ledgerline/platform/backup';
import { projections } from '@ledgerline/system';
import {
  describeWithPostgres,
  SignedWebhook,
  StripeDouble,
  TestDatabase,
  testDatabase,
  until,
} from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const STARTER = { package: 'starter', currency: 'USD' };
const PATIENCE_MS = 40_000;
const ORDERS = '/v1/accounts/ada/orders';

/** The log is that of the backup; the provider has moved on since, and has forgotten our keys. */
describeWithPostgres('money after a restore', () => {
  const databases: TestDatabase[] = [];
  const parent = mkdtempSync(join(tmpdir(), 'ledgerline-money-backup-'));
  const folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
  /** What the provider told since: answered, and not told again by itself. */
  const told: SignedWebhook[] = [];
  let stripe: StripeDouble;
  let system: RunningSystem;
  let paper: { readonly path: string; readonly bytes: Buffer };
  let asked: { readonly path: string; readonly key: string };

  beforeAll(async () => {
    stripe = await StripeDouble.start();
    databases.push(await testDatabase());
    await startOn(databases[0]!);
    await system.service.open('ada');
    await paid('untouched');
    const { invoiceId } = (await itemsOf('/v1/accounts/ada/invoices'))[0]!;
    const path = `/v1/accounts/ada/invoices/${invoiceId as string}/pdf`;
    paper = { path, bytes: await pdf(path) };
    await paid('kept');
    await placed('paid since');
    stripe.trouble.fail('POST', '/v1/refunds', 3);
    asked = { path: `${ORDERS}/${(await placed('kept')).orderId as string}/refunds`, key: 'refund' };
    await system.finance.command(asked.path, PART, asked.key);
    await takeBackup({ url: databases[0]!.appUrl, ...folders, projections });

    await untilRefunded('kept', '2.00');
    told.push(...(await paid('paid since')), ...(await paid('placed since')));
    await system.stop();
    stripe.forgetKeys();
    databases.push(await testDatabase());
    const { ownerUrl, appUrl } = databases[1]!;
    await restoreBackup({ ownerUrl, appUrl, ...folders, projections, replaces: false });
    await startOn(databases[1]!);
  }, 240_000);
  afterAll(async () => {
    await system?.stop();
    await stripe?.close();
    for (const database of databases) await database.drop();
    rmSync(parent, { recursive: true, force: true });
  });

  const PART = { amount: { amount: '2.00', currency: 'USD' }, reason: 'half' };

  async function startOn(database: TestDatabase): Promise<void> {
    system = await startSystem(database, undefined, stripe.variables);
  }
  const itemsOf = async (path: string): Promise<readonly Answer['body'][]> =>
    (await system.service.get(path)).body.items as Answer['body'][];
  const pdf = async (path: string): Promise<Buffer> => {
    const answer = await fetch(`${system.service.url}${path}`, {
      headers: { Authorization: `Bearer ${system.service.token!}` },
    });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  /** Placed under its name as the key: whoever asks again hears of the same order. */
  async function placed(name: string): Promise<Answer['body']> {
    const { body } = await system.service.command(ORDERS, STARTER, name);
    return orderWhen(
      body.orderId as string,
      ({ checkoutUrl, status }) => checkoutUrl !== null || status !== 'PENDING',
    );
  }
  async function orderWhen(
    orderId: string,
    holds: (order: Answer['body']) => boolean,
  ): Promise<Answer['body']> {
    let order: Answer['body'];
    const look = async (): Promise<boolean> => {
      const answer = await system.service.get(`${ORDERS}/${orderId}`);
      order = answer.body;
      return answer.status === 200 && holds(order);
    };
    await until(`an order that ${holds.toString()}`, look, PATIENCE_MS);
    return order;
  }
  async function tell({ rawBody }: SignedWebhook): Promise<void> {
    const { headers } = stripe.signed(rawBody.toString(), Date.now());
    const answer = await system.nobody.send('POST', '/webhooks/stripe', rawBody.toString(), headers);
    expect(answer.status).toBe(200);
  }
  async function paid(name: string): Promise<readonly SignedWebhook[]> {
    const { orderId, providerOrderId } = await placed(name);
    const webhooks = stripe.pay(providerOrderId as string, Date.now());
    for (const webhook of webhooks) await tell(webhook);
    await orderWhen(orderId as string, ({ lotId }) => lotId !== null);
    const numbered = async () =>
      (await itemsOf('/v1/accounts/ada/invoices')).some((one) => one.orderId === orderId);
    await until(`an invoice for ${name}`, numbered, PATIENCE_MS);
    return webhooks;
  }
  async function untilRefunded(name: string, amount: string): Promise<void> {
    await orderWhen((await placed(name)).orderId as string, ({ refunded }) => refunded === amount);
  }

  it('that went back meanwhile does not go back again: the provider is asked first', async () => {
    await untilRefunded('kept', '2.00');
    expect(stripe.things.all('refund')).toHaveLength(1);
    const again = await system.finance.command(asked.path, PART, asked.key);
    expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } });
  });

  it('that was paid meanwhile is granted once the provider tells it again, also for orders asked for again', async () => {
    for (const webhook of told) await tell(webhook);
    for (const name of ['paid since', 'placed since']) {
      await orderWhen((await placed(name)).orderId as string, ({ lotId }) => lotId !== null);
    }
    for (const webhook of told) await tell(webhook);
    const lots = (await itemsOf('/v1/accounts/ada/lots')).filter((lot) => lot.creditType === 'PURCHASE');
    expect(lots).toHaveLength(4);
    expect(stripe.things.all('charge')).toHaveLength(4);
  });

  it('is on one invoice for each payment, and the papers of before are the same to the byte', async () => {
    const numbers = async () =>
      (await itemsOf('/v1/accounts/ada/invoices')).flatMap(({ kind, number }) =>
        kind === 'invoice' ? [String(number).slice(-6)] : [],
      );
    await until('four invoices', async () => (await numbers()).length === 4, PATIENCE_MS);
    expect((await numbers()).sort()).toEqual(['000001', '000002', '000003', '000004']);
    expect((await pdf(paper.path)).equals(paper.bytes)).toBe(true);
  });
});
