import { describeWithPostgres, until } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const BILLING = {
  legalName: 'Lovelace Engines Ltd',
  address: { line1: '12 Analytical Square', city: 'London' },
  country: 'GB',
  taxId: 'GB999',
};

/** Of a party whose data key is destroyed: nothing of theirs opens, and what books need still stands. */
describeWithPostgres('the history of a party that is erased', () => {
  let system: RunningSystem;
  let order: Answer['body'];
  let invoice: Answer['body'];
  let paper: Answer;
  let subscriptionId: string;

  beforeAll(async () => {
    system = await startSystem();
    const { service } = system;
    await service.command('/v1/parties', { kind: 'user', partyId: 'ada', email: 'ada@example.org' });
    await until('it is open', async () => (await service.get('/v1/accounts/ada/limits')).status === 200);
    await service.command('/v1/parties/ada/billing-details', BILLING);
    const started = await service.command('/v1/accounts/ada/subscription', {
      ...{ plan: 'individual_pro', interval: 'MONTHLY', trial: true },
    });
    expect([started.status < 300, started.body]).toEqual([true, expect.anything()]);
    subscriptionId = started.body.subscriptionId as string;
    const bought = { package: 'starter', currency: 'USD' };
    const placed = await service.command('/v1/accounts/ada/orders', bought);
    const path = pathOf(placed.body.orderId as string);
    await until('it can be paid', async () => (await read(path)).body.checkoutUrl != null);
    const { checkoutUrl } = (await read(path)).body;
    await fetch(`${service.url}${checkoutUrl}/pay`, { method: 'POST', redirect: 'manual' });
    await until('it is paid', async () => (await read(path)).body.status === 'COMPLETED');
    const invoices = async () => (await read('/v1/accounts/ada/invoices')).body.items as Answer['body'][];
    const ofOrder = async () => (await invoices()).find(({ orderId }) => orderId === placed.body.orderId);
    const isFinished = (paper?: Answer['body']) => paper?.state === 'PAID' && paper.number != null;
    await until('it has an invoice', async () => isFinished(await ofOrder()), 30_000);
    order = (await read(path)).body;
    invoice = (await read(`/v1/invoices/${(await ofOrder()).invoiceId}`)).body;
    paper = await read(`/v1/invoices/${invoice.invoiceId}/pdf`);
    await system.runtime.sealer.erase('ada');
  }, 90_000);
  afterAll(() => system.stop());

  const pathOf = (orderId: string) => `/v1/accounts/ada/orders/${orderId}`;
  const read = (path: string) => system.admin.get(path);
  const withoutPosition = ({ position: _position, ...rest }: Answer['body']) => rest as object;

  it('names nobody where they were a person, and is the same where they were a buyer', async () => {
    expect((await read('/v1/parties/ada')).body).toMatchObject({ email: null, name: null });
    expect(invoice.buyer).toMatchObject({ legalName: BILLING.legalName, taxId: 'GB999', country: 'GB' });
    const again = (await read(`/v1/invoices/${invoice.invoiceId}`)).body;
    expect(withoutPosition(again)).toEqual(withoutPosition(invoice));
  });

  it('has its order, its subscription and its paper by id, the paper to the byte', async () => {
    expect(withoutPosition((await read(pathOf(order.orderId as string))).body)).toEqual(
      withoutPosition(order),
    );
    const { items } = (await read('/v1/accounts/ada/subscriptions')).body;
    expect(items).toMatchObject([{ subscriptionId }]);
    const again = await read(`/v1/invoices/${invoice.invoiceId}/pdf`);
    expect([again.status, again.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(again.body === paper.body).toBe(true);
  });

  it('leaves no name of theirs in clear in the log', async () => {
    const { rows } = await system.runtime.pool.query(
      `select 1 from log.events where data::text || metadata::text ilike '%lovelace%'`,
    );
    expect(rows).toEqual([]);
  });
});
