import { describeWithPostgres, TestDatabase, testDatabase, until } from '@ledgerline/testing';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';
import { ApiClient } from './api-client';
import { GivenProcesses } from './given-processes';
import { LedgerlineProgram } from './ledgerline-program';

const GENERATIONS = '/v1/accounts/ada/generations';

describeWithPostgres("api, projector and reactor as processes on EventStoreDB's protocol", () => {
  const databases: TestDatabase[] = [];
  let processes: GivenProcesses;

  beforeEach(async () => {
    databases.push(await testDatabase());
    processes = await GivenProcesses.start(databases[0]!);
  });
  afterEach(async () => {
    await processes?.end();
    for (const database of databases.splice(0).reverse()) await database.drop();
  });

  async function generate(client: ApiClient, key: string): Promise<{ position: string }> {
    const requested = await client.command(GENERATIONS, { action: 'image' }, key);
    expect(requested.status).toBe(201);
    const path = `${GENERATIONS}/${requested.body.generationId}/complete`;
    const completed = await client.command(path, {}, `${key} done`);
    expect(completed).toMatchObject({ status: 200, body: { charged: { credits: '10' } } });
    return completed.body;
  }
  async function figures(client: ApiClient, position: string): Promise<object> {
    const { status, body } = await client.reading('/v1/accounts/ada', position);
    expect(status).toBe(200);
    const { balance, available, held, spent } = body;
    return { balance, available, held, spent };
  }
  async function verified(): Promise<void> {
    const { exitCode, out, err } = await givenCli(commands, processes.variables)('verify --all');
    expect({ exitCode, out, err }).toMatchObject({ exitCode: 0 });
  }

  it('decide, project and react, and go on after each of them was killed', async () => {
    let client = await processes.client();
    expect((await client.open('ada')).status).toBe(201);
    const { position } = await generate(client, 'first');
    const spentTen = { balance: '100', available: '100', held: '0', spent: '10' };
    expect(await figures(client, position)).toEqual(spentTen);

    await processes.killAndRestart('api');
    client = await processes.client();
    const again = await client.command(GENERATIONS, { action: 'image' }, 'first');
    expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    await processes.killAndRestart('projector');
    const second = await generate(client, 'second');
    expect(await figures(client, second.position)).toEqual({
      ...spentTen,
      balance: '90',
      available: '90',
      spent: '20',
    });

    await processes.killAndRestart('reactor');
    const idle = await client.command(GENERATIONS, { action: 'image', timeoutSeconds: 1 });
    const path = `/v1/generations/${idle.body.generationId}?accountId=ada`;
    await until('the reactor records that the hold has lapsed', async () => {
      const { body } = await client.reading(path, idle.body.position);
      return body.state === 'EXPIRED';
    });
    await verified();
  });

  it('catch up by themselves on a database that was restored from last week', async () => {
    const client = await processes.client();
    await client.open('ada');
    await generate(client, 'last week');
    await processes.stopAll();
    databases.push(await databases[0]!.copy());
    await processes.startAll();
    const { position } = await generate(await processes.client(), 'this week');
    await processes.stopAll();

    processes.use(databases[1]!);
    await processes.startAll();
    const restored = await processes.client();
    expect(await figures(restored, position)).toMatchObject({ balance: '90', spent: '20' });
    for (const key of ['last week', 'this week']) {
      const again = await restored.command(GENERATIONS, { action: 'image' }, key);
      expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    }
    await verified();
  });

  it('refuse a log that was restored to an earlier point until its new epoch has begun', async () => {
    const client = await processes.client();
    await client.open('ada');
    const kept = await generate(client, 'kept');
    const lost = await generate(client, 'lost');
    await client.reading('/v1/accounts/ada', lost.position);
    await processes.stopAll();
    processes.log.double.log.restoreTo(BigInt(kept.position.split('-')[1]!));
    const refused = new LedgerlineProgram('api', processes.variables);
    expect(await refused.exitCode()).toBe(65);
    expect(refused.written).toMatch(
      /restored to an earlier state; stop every process and say "backup new-epoch"/,
    );

    const owner = { ...processes.variables, DATABASE_OWNER_URL: databases[0]!.ownerUrl };
    const cli = givenCli(commands, owner);
    expect(await cli('backup new-epoch')).toMatchObject({
      exitCode: 2,
      out: expect.stringMatching(/another name/),
    });
    expect(await cli('backup new-epoch --yes')).toMatchObject({ exitCode: 0, err: '' });
    await processes.startAll();
    const now = await processes.client();
    const ahead = await now.reading('/v1/accounts/ada', lost.position);
    expect(ahead).toMatchObject({ status: 422, body: { code: 'position-of-another-log' } });
    const again = await now.command(GENERATIONS, { action: 'image' }, 'kept');
    expect(again.headers['idempotent-replayed']).toBe('true');
    const { position } = await generate(now, 'lost');
    expect(await figures(now, position)).toMatchObject({ balance: '90', spent: '20' });
    await verified();
  });

  it('are backed up by their servers, and the tool says so', async () => {
    const cli = givenCli(commands, processes.variables);
    for (const words of ['take --to a --keys b', 'restore --from a', 'restore --from a --yes']) {
      const refused = await cli(`backup ${words}`);
      expect(refused).toMatchObject({
        exitCode: 2,
        err: expect.stringMatching(/Back up EventStoreDB by its own/),
      });
    }
  });
});
