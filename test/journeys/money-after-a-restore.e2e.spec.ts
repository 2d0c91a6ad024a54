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
const PATIENCE_MS = 30_000;

/** The log of the backup, and a provider that has moved on: it keeps what it did and forgets its keys. */
describeWithPostgres('money after a restore', () => {
  const databases: TestDatabase[] = [];
  const parent = mkdtempSync(join(tmpdir(), 'ledgerline-money-backup-'));
  const folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
  let stripe: StripeDouble;
  let system: RunningSystem;
  /** Whose payment came after the backup: the log does not know, and the provider told it once. */
  let sentAfter: readonly SignedWebhook[];
  let spoken: number;
  let paper: { path: string; bytes: Buffer };

  beforeAll(async () => {
    stripe = await StripeDouble.start();
    await startOnANewDatabase();
    await system.service.open('ada');
    await granted('kept', stripe.pay((await checkout('kept')).providerOrderId, Date.now()));
    const { items } = (await system.service.get('/v1/accounts/ada/invoices')).body;
    const path = `/v1/accounts/ada/invoices/${(items as { invoiceId: string }[])[0]!.invoiceId}/pdf`;
    paper = { path, bytes: await pdf(path) };
    await checkout('paid later');
    stripe.trouble.fail('POST', '/v1/refunds', 1_000);
    await refund('kept', '2.00');
    await takeBackup({ url: databases[0]!.appUrl, ...folders, projections });
  }, 120_000);
  afterAll(async () => {
    await system?.stop();
    await stripe?.close();
    for (const database of databases) await database.drop();
    rmSync(parent, { recursive: true, force: true });
  });
